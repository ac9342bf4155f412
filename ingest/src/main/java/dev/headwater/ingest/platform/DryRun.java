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

/** Reads from the platform and writes nothing: every write succeeds at once. */
public record DryRun(IngestSink platform) implements IngestSink {
  @Override
  public Map<Destination, RowLayout> layouts() {
    return platform.layouts();
  }

  @Override
  public List<Field> moreFields() {
    return platform.moreFields();
  }

  @Override
  public StoredHorizon horizon() {
    return platform.horizon();
  }

  @Override
  public void advanceHorizon(long newestMillis) {}

  @Override
  public void write(Batch batch) {
    for (Destination destination : Destination.values()) {
      batch.take(destination).forEach(row -> batch.accept(null, null));
    }
  }

  @Override
  public void flush() {}

  @Override
  public Map<String, Set<Long>> linesWritten(Map<String, Long> afterLine, long sinceMillis) {
    return platform.linesWritten(afterLine, sinceMillis);
  }

  @Override
  public void forgetRejected(List<RejectedRecord.Place> places) {}

  @Override
  public void close() {
    platform.close();
  }
}
