package dev.headwater.lake.cold.feed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a hot table is behind the cold one that it follows.
 *
 * @param table name of the hot table
 * @param source name of the cold table with its namespace
 * @param current the cold table's snapshot; empty before its first commit
 * @param read the snapshot that was read last; empty when that is not known, or none was
 * @param unread when the commits were made that are not read yet, newest first
 * @param passed commits since the whole table was read that are no appends, newest first: their
 *     changes are not in the hot table
 */
public record FeedState(
    String table,
    String source,
    Optional<Long> current,
    Optional<Long> read,
    List<Instant> unread,
    List<Passed> passed) {

  /**
   * A commit that the job has passed over.
   *
   * @param snapshot its id
   * @param operation overwrite or delete
   * @param committed when it was made
   */
  public record Passed(long snapshot, String operation, Instant committed) {}

  public FeedState {
    unread = List.copyOf(unread);
    passed = List.copyOf(passed);
  }

  /** What went by without being read, in a sentence; empty when all is well. */
  public Optional<String> fault() {
    return passed.stream()
        .findFirst()
        .map(
            newest ->
                "rows of cold.%s were changed or removed (%d commits, the newest: %s at %s); %s follows appends only"
                    .formatted(
                        source, passed.size(), newest.operation(), newest.committed(), table));
  }

  /** What mends that fault. */
  public String mend() {
    return "run `headwater tables rebuild %s`, which reads all of cold.%s again"
        .formatted(table, source);
  }
}
