package dev.headwater.jobs.role;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Room on the disk of a server's data. Fluss writes until nothing is left: writes of followers then
 * fail first, and those of a leader end the server. So it ends while there is room to end in, and
 * the others go on without it.
 */
final class DiskRoom implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DiskRoom.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final long MEGABYTE = 1L << 20;

  /** Of the reserve: with less than this part an orderly end, which writes, is not tried. */
  private static final int TOO_LITTLE = 4;

  /** So that a server which has just ended does not come back for a moment. */
  private static final int TO_START = 2;

  private final Path directory;
  private final long reserve;
  private final CompletableFuture<Void> shortage = new CompletableFuture<>();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("disk-room", true));

  /**
   * Room that is not looked at yet.
   *
   * @param directory the server's data, which may be absent as long as its parent is there
   * @param reserveMegabytes what is left free; 0 for all the disk may be used
   */
  DiskRoom(Path directory, int reserveMegabytes) {
    this.directory = directory;
    this.reserve = reserveMegabytes * MEGABYTE;
  }

  /** Whether a server may start; throws what is missing. */
  boolean isEnoughToStart() throws IOException {
    long free = free();
    if (free < TO_START * reserve) {
      throw new IOException(
          "it has %d MB free, fewer than %d"
              .formatted(free / MEGABYTE, TO_START * reserve / MEGABYTE));
    }
    return true;
  }

  /** Looks from now on, until it is closed; completes when less than the reserve is left. */
  CompletableFuture<?> shortage() {
    ScheduledFuture<?> unused =
        looks.scheduleWithFixedDelay(
            this::look, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    return shortage;
  }

  private void look() {
    try {
      long free = free();
      if (free < reserve && !shortage.isDone()) {
        LOG.error(
            "the disk is full: directory={} freeMegabytes={} reserveMegabytes={}; this server ends,"
                + " and starts when there is room again",
            directory,
            free / MEGABYTE,
            reserve / MEGABYTE);
        shortage.complete(null);
      }
      if (free < reserve / TOO_LITTLE) {
        Runtime.getRuntime().halt(1);
      }
    } catch (IOException e) {
      LOG.warn("the disk of {} cannot be looked at cause={}", directory, e.toString());
    }
  }

  private long free() throws IOException {
    Path there = Files.isDirectory(directory) ? directory : directory.getParent();
    return Files.getFileStore(there).getUsableSpace();
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
