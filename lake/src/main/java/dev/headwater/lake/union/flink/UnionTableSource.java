package dev.headwater.lake.union.flink;

import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.types.DataType;

/**
 * A bounded scan. It takes columns from the planner and nothing else: with limits and filters left
 * to Flink there is no query that reads only a part of the rows.
 */
final class UnionTableSource implements ScanTableSource, SupportsProjectionPushDown {
  private ScanSpec spec;

  UnionTableSource(ScanSpec spec) {
    this.spec = spec;
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  public boolean supportsNestedProjection() {
    return false;
  }

  @Override
  public void applyProjection(int[][] projectedFields, DataType producedDataType) {
    List<String> columns = spec.columns();
    spec =
        spec.withColumns(Arrays.stream(projectedFields).map(path -> columns.get(path[0])).toList());
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    return SourceProvider.of(new UnionSource(spec), 1);
  }

  @Override
  public DynamicTableSource copy() {
    return new UnionTableSource(spec);
  }

  @Override
  public String asSummaryString() {
    return "union read of %s.%s, side %s".formatted(spec.database(), spec.table(), spec.side());
  }
}
