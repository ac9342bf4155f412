package dev.headwater.ingest.platform;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.fault.Patience;
import dev.headwater.ingest.record.Field;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.record.RejectedRecord;
import dev.headwater.ingest.record.StoredHorizon;
import dev.headwater.ingest.request.IngestRequest;
import dev.headwater.ingest.rows.AsideRow;
import dev.headwater.ingest.rows.Batch;
import dev.headwater.ingest.rows.Destination;
import dev.headwater.ingest.rows.RowLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.fluss.client.lookup.Lookuper;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.writer.AppendWriter;
import org.apache.fluss.client.table.writer.TableWriter;
import org.apache.fluss.client.table.writer.UpsertWriter;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.InternalRow;
import org.apache.fluss.row.TimestampLtz;
import org.apache.fluss.types.DataType;
import org.apache.fluss.types.IntType;
import org.apache.fluss.types.LocalZonedTimestampType;
import org.apache.fluss.types.StringType;

/**
 * Writes to the platform. One thread writes batches, another may read and advance the horizon; the
 * client's writers are not thread-safe, so each of the two has its own.
 */
public final class FlussSink implements IngestSink {
  private static final BinaryString HORIZON = BinaryString.fromString("horizon");
  private static final BinaryString HOT_DAYS = BinaryString.fromString("hot_days");
  private static final int NEWEST_TIME = 1;
  private static final int DAYS = 2;

  private final FlussLink link;
  private final String database;
  private final RecordType type;
  private final PartitionMaker partitions;
  private final Map<Destination, RowLayout> layouts = new EnumMap<>(Destination.class);
  private final Map<Destination, Function<InternalRow, CompletableFuture<?>>> writers =
      new EnumMap<>(Destination.class);
  private final TableWriter flusher;
  private final UpsertWriter progressWriter;
  private final Lookuper progressReader;
  private final TableInfo target;
  private final RejectedRows rejects;
  private final LiveRows live;

  private FlussSink(FlussLink link, String database, RecordType type) {
    this.link = link;
    this.database = database;
    this.type = type;
    this.target = table(type.table());
    TableInfo late = table("late_records");
    TableInfo rejected = table("rejected_records");
    TableInfo progress = table("platform_progress");
    layouts.put(Destination.TABLE, TableCheck.layout(target, TableCheck.columnsOf(type)));
    layouts.put(Destination.LATE, TableCheck.layout(late, AsideRow.lateColumns()));
    layouts.put(Destination.REJECTED, TableCheck.layout(rejected, AsideRow.rejectedColumns()));
    TableCheck.layout(progress, progressColumns());
    this.partitions = new PartitionMaker(link, database, type);
    this.flusher = writer(Destination.TABLE, target);
    writer(Destination.LATE, late);
    writer(Destination.REJECTED, rejected);
    this.rejects = new RejectedRows(link, rejected);
    this.live = new LiveRows(link, table("ingest_progress"));
    Table progressTable = link.connection().getTable(progress.getTablePath());
    this.progressWriter = progressTable.newUpsert().createWriter();
    this.progressReader = progressTable.newLookup().createLookuper();
  }

  /**
   * Opens the tables.
   *
   * @param wait for a platform that nobody answers for yet
   */
  public static FlussSink open(IngestRequest request, RecordType type, Duration wait) {
    FlussLink link = FlussLink.open(request, wait);
    try {
      return on(link, request.database(), type);
    } catch (RuntimeException e) {
      link.close();
      throw e;
    }
  }

  /** Opens the tables over a link that others use too; closing any of them closes it. */
  public static FlussSink on(FlussLink link, String database, RecordType type) {
    return link.patience().call("opening the tables", () -> new FlussSink(link, database, type));
  }

  private TableInfo table(String name) {
    TablePath path = TablePath.of(database, name);
    Patience patience = link.patience();
    if (!patience.await("looking for table " + path, link.admin().tableExists(path))) {
      throw new IngestException.User(
          "table %s does not exist on the platform at %s; start the platform with `headwater up`,"
              + " which makes its tables",
          path, patience.address());
    }
    return patience.await("describing table " + path, link.admin().getTableInfo(path));
  }

  private TableWriter writer(Destination destination, TableInfo info) {
    Table table = link.connection().getTable(info.getTablePath());
    if (info.hasPrimaryKey()) {
      UpsertWriter writer = table.newUpsert().createWriter();
      writers.put(destination, writer::upsert);
      return writer;
    }
    AppendWriter writer = table.newAppend().createWriter();
    writers.put(destination, writer::append);
    return writer;
  }

  private static Map<String, DataType> progressColumns() {
    Map<String, DataType> columns = new LinkedHashMap<>();
    columns.put("name", new StringType());
    columns.put("newest_time", new LocalZonedTimestampType(3));
    columns.put("hot_days", new IntType());
    return columns;
  }

  @Override
  public Map<Destination, RowLayout> layouts() {
    return layouts;
  }

  @Override
  public List<Field> moreFields() {
    return TableCheck.moreFields(target, type);
  }

  @Override
  public StoredHorizon horizon() {
    CompletableFuture<Optional<InternalRow>> clock = progress(HORIZON);
    CompletableFuture<Optional<InternalRow>> days = progress(HOT_DAYS);
    Patience patience = link.patience();
    Optional<Instant> newest =
        patience
            .await("reading the horizon's clock", clock)
            .map(row -> row.getTimestampLtz(NEWEST_TIME, 3).toInstant());
    int hotDays =
        patience
            .await("reading the horizon's length", days)
            .filter(row -> !row.isNullAt(DAYS))
            .map(row -> row.getInt(DAYS))
            .orElse(StoredHorizon.DEFAULT_HOT_DAYS);
    return new StoredHorizon(newest, hotDays);
  }

  private CompletableFuture<Optional<InternalRow>> progress(BinaryString name) {
    return progressReader
        .lookup(GenericRow.of(name))
        .thenApply(result -> Optional.ofNullable(result.getSingletonRow()));
  }

  @Override
  public void advanceHorizon(long newestMillis) {
    GenericRow row = GenericRow.of(HORIZON, TimestampLtz.fromEpochMillis(newestMillis), null);
    link.patience().await("advancing the horizon's clock", progressWriter.upsert(row));
  }

  @Override
  public void write(Batch batch) {
    partitions.ensure(batch);
    for (Destination destination : Destination.values()) {
      Function<InternalRow, CompletableFuture<?>> writer = writers.get(destination);
      List<GenericRow> rows = batch.take(destination);
      for (GenericRow row : rows) {
        CompletableFuture<?> unused = writer.apply(row).whenComplete(batch);
      }
    }
  }

  @Override
  public void flush() {
    flusher.flush();
  }

  @Override
  public Map<String, Set<Long>> linesWritten(Map<String, Long> afterLine, long sinceMillis) {
    WrittenLines written = new WrittenLines(link, target, afterLine);
    return type.carriesSource() ? written.find(sinceMillis) : written.none();
  }

  @Override
  public void forgetRejected(List<RejectedRecord.Place> places) {
    rejects.forget(places);
  }

  @Override
  public void tell(LiveIngest ingest) {
    live.tell(ingest);
  }

  @Override
  public void tellEnd(String name) {
    live.tellEnd(name);
  }

  @Override
  public void close() {
    link.close();
  }
}
