package dev.headwater.ingest.platform;

import dev.headwater.ingest.record.Field;
import dev.headwater.ingest.record.RejectedRecord;
import dev.headwater.ingest.record.StoredHorizon;
import dev.headwater.ingest.rows.Batch;
import dev.headwater.ingest.rows.Destination;
import dev.headwater.ingest.rows.RowLayout;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where rows go: the platform, or memory in tests. */
public interface IngestSink extends AutoCloseable {

  /** The layout of each destination's table. */
  Map<Destination, RowLayout> layouts();

  /** Columns of the table that its type does not know, as optional fields. */
  default List<Field> moreFields() {
    return List.of();
  }

  /** The clock of the hot horizon as it is stored now. */
  StoredHorizon horizon();

  /**
   * Stores the clock of the hot horizon and returns when that is acknowledged.
   *
   * @param newestMillis never moves a newer stored clock back
   */
  void advanceHorizon(long newestMillis);

  /**
   * Sends a batch whose writes are expected; the batch is told of each outcome. Waits only for room
   * in the buffers, and for partitions to be made.
   */
  void write(Batch batch) throws InterruptedException;

  /** Sends what is buffered at once and waits for its outcome. */
  void flush();

  /**
   * Lines of sources that are in the table already, for tables without a key.
   *
   * @param afterLine by source: only lines behind this one are of interest
   * @param sinceMillis wall clock, nothing older is of interest
   * @return a set for each source that was asked for
   */
  Map<String, Set<Long>> linesWritten(Map<String, Long> afterLine, long sinceMillis);

  /**
   * Removes records from {@code rejected_records}, those of them that are there, and returns when
   * that is acknowledged.
   */
  void forgetRejected(List<RejectedRecord.Place> places);

  /** Says how a live ingest goes; the platform may lose it. */
  default void tell(LiveIngest ingest) {}

  /** Takes back what was told under a name, and waits for a moment only. */
  default void tellEnd(String name) {}

  @Override
  void close();
}
