package dev.headwater.jobs.progress;

import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.metadata.TableInfo;

/**
 * Tells whether a piece of a log holds records. A write that changes nothing, such as a repeated
 * row in a {@code first_row} table, leaves a batch without records that moves the log's end.
 */
interface RecordsBetween {

  /**
   * Whether there is a record.
   *
   * @param from first offset looked at
   * @param to offset after the last one looked at
   */
  boolean exist(TableInfo table, TableBucket bucket, long from, long to);
}
