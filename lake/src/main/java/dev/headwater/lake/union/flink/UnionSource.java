package dev.headwater.lake.union.flink;

import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;

/** One table as a bounded Flink source with a single split, read by a single reader. */
record UnionSource(ScanSpec spec) implements Source<RowData, WholeTable, Boolean> {
  private static final long serialVersionUID = 1L;

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<RowData, WholeTable> createReader(SourceReaderContext context) {
    return new UnionSourceReader(spec);
  }

  @Override
  public SplitEnumerator<WholeTable, Boolean> createEnumerator(
      SplitEnumeratorContext<WholeTable> context) {
    return new WholeTableEnumerator(context, true);
  }

  @Override
  public SplitEnumerator<WholeTable, Boolean> restoreEnumerator(
      SplitEnumeratorContext<WholeTable> context, Boolean unassigned) {
    return new WholeTableEnumerator(context, unassigned);
  }

  @Override
  public SimpleVersionedSerializer<WholeTable> getSplitSerializer() {
    return new OneByteSerializer<>(split -> (byte) 0, b -> new WholeTable());
  }

  @Override
  public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
    return new OneByteSerializer<>(unassigned -> (byte) (unassigned ? 1 : 0), b -> b == 1);
  }
}
