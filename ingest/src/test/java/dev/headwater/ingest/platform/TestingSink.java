package dev.headwater.ingest.platform;

import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.record.RejectedRecord;
import dev.headwater.ingest.record.StoredHorizon;
import dev.headwater.ingest.rows.AsideRow;
import dev.headwater.ingest.rows.Batch;
import dev.headwater.ingest.rows.Destination;
import dev.headwater.ingest.rows.RowLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.fluss.row.GenericRow;

/** Keeps rows in memory; columns are in the order of the fields that ingest writes. */
public final class TestingSink implements IngestSink {
  /** What a platform says that nothing has come to. */
  public static final StoredHorizon UNTOUCHED =
      new StoredHorizon(Optional.empty(), StoredHorizon.DEFAULT_HOT_DAYS);

  private final Map<Destination, RowLayout> layouts = new EnumMap<>(Destination.class);
  private final Map<Destination, List<GenericRow>> rows = new EnumMap<>(Destination.class);
  private final List<RejectedRecord.Place> forgotten = new CopyOnWriteArrayList<>();
  private volatile StoredHorizon horizon = UNTOUCHED;
  private final boolean keyed;
  private int acknowledgedBatches = Integer.MAX_VALUE;
  private volatile RuntimeException failure;

  public TestingSink(RecordType type) {
    keyed = type.hasKey();
    layouts.put(Destination.TABLE, new RowLayout(List.copyOf(TableCheck.columnsOf(type).keySet())));
    layouts.put(Destination.LATE, new RowLayout(List.copyOf(AsideRow.lateColumns().keySet())));
    layouts.put(
        Destination.REJECTED, new RowLayout(List.copyOf(AsideRow.rejectedColumns().keySet())));
    for (Destination destination : Destination.values()) {
      rows.put(destination, new CopyOnWriteArrayList<>());
    }
  }

  /** Batches after these many are swallowed, as by a platform that went away. */
  public void acknowledgeOnly(int batches) {
    acknowledgedBatches = batches;
  }

  public void failWith(RuntimeException newFailure) {
    failure = newFailure;
  }

  public void store(StoredHorizon newHorizon) {
    horizon = newHorizon;
  }

  /** Values of one column as text, in the order written. */
  public List<String> column(Destination destination, String column) {
    int index = layouts.get(destination).index(column);
    List<String> values = new ArrayList<>();
    rows.get(destination).forEach(row -> values.add(String.valueOf(row.getField(index))));
    return values;
  }

  @Override
  public Map<Destination, RowLayout> layouts() {
    return layouts;
  }

  @Override
  public StoredHorizon horizon() {
    return horizon;
  }

  @Override
  public void advanceHorizon(long newestMillis) {
    Instant newest = Instant.ofEpochMilli(newestMillis);
    if (horizon.newest().filter(newest::isBefore).isEmpty()) {
      horizon = new StoredHorizon(Optional.of(newest), horizon.hotDays());
    }
  }

  @Override
  public void write(Batch batch) {
    if (failure != null) {
      throw failure;
    }
    if (acknowledgedBatches == 0) {
      return;
    }
    acknowledgedBatches--;
    for (Destination destination : Destination.values()) {
      for (GenericRow row : batch.take(destination)) {
        rows.get(destination).add(row);
        batch.accept(null, null);
      }
    }
  }

  @Override
  public void flush() {}

  @Override
  public Map<String, Set<Long>> linesWritten(Map<String, Long> afterLine, long sinceMillis) {
    if (!keyed) {
      throw new IllegalStateException("nothing without a key is continued here");
    }
    return afterLine.keySet().stream().collect(Collectors.toMap(name -> name, name -> Set.of()));
  }

  @Override
  public void forgetRejected(List<RejectedRecord.Place> places) {
    forgotten.addAll(places);
  }

  public List<RejectedRecord.Place> forgotten() {
    return List.copyOf(forgotten);
  }

  @Override
  public void close() {}
}
