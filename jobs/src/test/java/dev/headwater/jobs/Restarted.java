package dev.headwater.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A process that is started again whenever it has ended, as an init system does. */
final class Restarted implements AutoCloseable {
  private static final Duration FOR_EVER = Duration.ofDays(1);
  private static final Duration BEFORE_THE_NEXT = Duration.ofSeconds(1);

  private final String name;
  private final Start start;
  private final Thread keeper;
  private volatile HeadwaterProcess process;
  private volatile boolean closed;
  private int kills;

  /** How the process starts. */
  @FunctionalInterface
  interface Start {
    HeadwaterProcess start() throws IOException;
  }

  Restarted(String name, Start start) {
    this.name = name;
    this.start = start;
    this.keeper = new Thread(this::keep, "keeper-of-" + name);
    keeper.start();
  }

  private void keep() {
    try {
      while (!closed) {
        process = start.start();
        if (closed) {
          process.close();
        }
        process.exitCode(FOR_EVER);
        LockSupport.parkNanos(BEFORE_THE_NEXT.toNanos());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL, whatever it is doing, its start included. */
  boolean kill() {
    HeadwaterProcess victim = process;
    if (victim == null || !victim.isAlive()) {
      return false;
    }
    victim.kill();
    kills++;
    return true;
  }

  @Override
  public String toString() {
    return name + " " + kills;
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    HeadwaterProcess last = process;
    if (last != null) {
      last.close();
    }
    keeper.join();
  }
}
