package dev.headwater.lake.union;

import java.util.List;
import java.util.OptionalLong;
import org.apache.fluss.metadata.TableInfo;

/**
 * A table as a read sees it.
 *
 * @param table its definition
 * @param lakeSnapshot the lake's snapshot to begin with; empty to read Fluss alone
 * @param buckets all buckets of all partitions Fluss holds
 */
public record TableCut(TableInfo table, OptionalLong lakeSnapshot, List<BucketCut> buckets) {
  public TableCut {
    buckets = List.copyOf(buckets);
  }
}
