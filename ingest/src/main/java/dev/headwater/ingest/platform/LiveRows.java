package dev.headwater.ingest.platform;

import dev.headwater.ingest.fault.Causes;
import dev.headwater.ingest.rows.RowLayout;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.fluss.client.table.writer.UpsertWriter;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.TimestampLtz;
import org.apache.fluss.types.BigIntType;
import org.apache.fluss.types.DataType;
import org.apache.fluss.types.LocalZonedTimestampType;
import org.apache.fluss.types.StringType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows of {@code ingest_progress}. What cannot be written is only logged. Not thread-safe. */
final class LiveRows {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRows.class);
  private static final Duration LAST_WORD = Duration.ofSeconds(2);

  private final RowLayout layout;
  private final UpsertWriter writer;

  LiveRows(FlussLink link, TableInfo info) {
    this.layout = TableCheck.layout(info, columns());
    this.writer = link.connection().getTable(info.getTablePath()).newUpsert().createWriter();
  }

  private static Map<String, DataType> columns() {
    Map<String, DataType> columns = new LinkedHashMap<>();
    columns.put("name", new StringType());
    columns.put("source", new StringType());
    columns.put("group_name", new StringType());
    columns.put("table_name", new StringType());
    columns.put("records", new BigIntType());
    columns.put("behind", new BigIntType());
    columns.put("started_at", new LocalZonedTimestampType(3));
    columns.put("heard_at", new LocalZonedTimestampType(3));
    return columns;
  }

  void tell(LiveIngest ingest) {
    GenericRow row = new GenericRow(layout.size());
    row.setField(layout.index("name"), text(ingest.name()));
    row.setField(layout.index("source"), text(ingest.source()));
    row.setField(layout.index("group_name"), ingest.group().map(LiveRows::text).orElse(null));
    row.setField(layout.index("table_name"), text(ingest.table()));
    row.setField(layout.index("records"), ingest.records());
    row.setField(layout.index("behind"), ingest.behind());
    row.setField(
        layout.index("started_at"),
        TimestampLtz.fromEpochMillis(ingest.startedAt().toEpochMilli()));
    row.setField(
        layout.index("heard_at"), TimestampLtz.fromEpochMillis(ingest.heardAt().toEpochMilli()));
    CompletableFuture<?> unused = writer.upsert(row).whenComplete(LiveRows::logFailure);
  }

  void tellEnd(String name) {
    GenericRow row = new GenericRow(layout.size());
    row.setField(layout.index("name"), text(name));
    try {
      writer.delete(row).get(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      logFailure(null, e);
    }
  }

  private static void logFailure(Object written, Throwable failure) {
    if (failure != null) {
      LOG.debug("progress is not told cause={}", Causes.deepest(failure));
    }
  }

  private static BinaryString text(String value) {
    return BinaryString.fromString(value);
  }
}
