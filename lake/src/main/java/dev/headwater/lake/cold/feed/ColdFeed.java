package dev.headwater.lake.cold.feed;

import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.cold.ColdCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * A hot table that follows one of the cold catalog: its job has read all of that once, and reads
 * what is appended since. Iceberg's streaming source passes over every other commit without a word.
 *
 * @param client connection to Fluss
 * @param cold the catalog
 * @param table name of the hot table
 * @param source name of the cold table with its namespace
 */
public record ColdFeed(FlussClient client, ColdCatalog cold, String table, String source) {
  private static final String READ_WHOLE_AT = "headwater.read-whole-at-snapshot";
  private static final String NONE = "none";

  /** Notes that the job reads all of the cold table as it is now. */
  public void beginHere() {
    Snapshot now = cold.table(source).currentSnapshot();
    String id = now == null ? NONE : Long.toString(now.snapshotId());
    TableOptions.set(client, table, Map.of(READ_WHOLE_AT, id));
  }

  /**
   * How far the table is.
   *
   * @param read the snapshot that the job has read last; empty when that is not known
   */
  public FeedState state(Optional<Long> read) {
    String begun = TableOptions.of(client, table).getOrDefault(READ_WHOLE_AT, NONE);
    Table cold = this.cold.table(source);
    List<FeedState.Passed> passed = new ArrayList<>();
    List<Instant> unread = new ArrayList<>();
    boolean isRead = read.isEmpty();
    for (Snapshot snapshot = cold.currentSnapshot();
        snapshot != null && !begun.equals(Long.toString(snapshot.snapshotId()));
        snapshot = snapshot.parentId() == null ? null : cold.snapshot(snapshot.parentId())) {
      Instant committed = Instant.ofEpochMilli(snapshot.timestampMillis());
      isRead |= read.equals(Optional.of(snapshot.snapshotId()));
      if (!isRead) {
        unread.add(committed);
      }
      if (changesRows(snapshot)) {
        passed.add(new FeedState.Passed(snapshot.snapshotId(), snapshot.operation(), committed));
      }
    }
    Optional<Long> current = Optional.ofNullable(cold.currentSnapshot()).map(Snapshot::snapshotId);
    return new FeedState(table, source, current, read, unread, passed);
  }

  private static boolean changesRows(Snapshot snapshot) {
    return snapshot.operation().equals(DataOperations.OVERWRITE)
        || snapshot.operation().equals(DataOperations.DELETE);
  }
}
