package dev.headwater.jobs.role;

import dev.headwater.lake.Causes;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever started this process that it does its work: a file is touched whenever it was seen
 * to. A health check is a look at the file's age, which costs no process of its own.
 */
final class Health implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);
  private static final Duration STALE = Duration.ofSeconds(30);

  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("health", true));
  private final Path file;
  private volatile Instant seenWell = Instant.EPOCH;
  private String last = "";

  /** Looks at a role, and does what belongs to the look. */
  @FunctionalInterface
  interface Look {
    /** Whether the role does its work; throws what keeps it from doing so. */
    boolean isWell() throws Exception;
  }

  private Health(Path file) {
    this.file = file;
  }

  /** Looks every few seconds from now on, until it is closed. */
  static Health watch(Path file, Look look) {
    Health health = new Health(file);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the health file " + file + " cannot be deleted", e);
    }
    ScheduledFuture<?> unused =
        health.looks.scheduleWithFixedDelay(
            () -> health.look(look), 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    return health;
  }

  private void look(Look look) {
    try {
      if (look.isWell()) {
        touch();
        tell("healthy");
      } else {
        tell("not healthy yet");
      }
    } catch (Exception e) {
      tell("not healthy cause=" + Causes.deepest(e));
    }
  }

  /** What stays as it is is told once. */
  private void tell(String words) {
    if (!words.equals(last)) {
      LOG.info(words);
    }
    last = words;
  }

  private void touch() throws IOException {
    if (Files.notExists(file)) {
      Files.createFile(file);
    }
    seenWell = Instant.now();
    Files.setLastModifiedTime(file, FileTime.from(seenWell));
  }

  /** What a health check finds too: whether the role was seen well lately. */
  boolean isWell() {
    return seenWell.plus(STALE).isAfter(Instant.now());
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
