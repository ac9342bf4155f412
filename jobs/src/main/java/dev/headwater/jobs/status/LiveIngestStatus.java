package dev.headwater.jobs.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An ingest from a live source, as it told of itself.
 *
 * @param source what it reads, in words
 * @param group whose members share the source
 * @param table that records go to
 * @param records that are safe since it started
 * @param behind records that are there and not read yet
 * @param heardAt when it was last heard of, by its own clock
 */
public record LiveIngestStatus(
    String source,
    Optional<String> group,
    String table,
    long records,
    long behind,
    Instant startedAt,
    Instant heardAt) {
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /** Whether it has missed several beats: it was killed, or is cut off. */
  public boolean isSilent(Instant now) {
    return heardAt.plus(SILENCE).isBefore(now);
  }
}
