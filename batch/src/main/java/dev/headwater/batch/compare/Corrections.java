package dev.headwater.batch.compare;

import dev.headwater.batch.recompute.Mart;
import dev.headwater.batch.recompute.Mart.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.fluss.client.Connection;
import org.apache.fluss.client.ConnectionFactory;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.writer.Upsert;
import org.apache.fluss.client.table.writer.UpsertWriter;
import org.apache.fluss.config.ConfigOptions;
import org.apache.fluss.config.Configuration;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.row.Decimal;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.TimestampLtz;
import org.apache.fluss.rpc.protocol.MergeMode;
import org.apache.fluss.types.RowType;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Row;

/**
 * Writes the right rows of {@link Differences} into Fluss: only the columns that were recomputed, a
 * version whether it is higher or not, and a delete only of a row that was seen.
 *
 * @param bootstrapServers Fluss, host:port
 * @param mart the table
 */
record Corrections(String bootstrapServers, Mart mart) implements ForeachPartitionFunction<Row> {
  private static final String DATABASE = "headwater";
  private static final int ON_THE_WAY = 10_000;
  private static final int SECONDS_TO_WRITE = 120;

  @Override
  public void call(Iterator<Row> differences) throws Exception {
    if (!differences.hasNext()) {
      return;
    }
    Configuration fluss = new Configuration();
    fluss.setString(ConfigOptions.BOOTSTRAP_SERVERS.key(), bootstrapServers);
    if (System.getProperty("java.security.auth.login.config") != null) {
      // Name and password stay in the login configuration that the command line hands on.
      fluss.setString("client.security.protocol", "SASL");
      fluss.setString("client.security.sasl.mechanism", "PLAIN");
    }
    try (Connection connection = ConnectionFactory.createConnection(fluss);
        Table table = connection.getTable(TablePath.of(DATABASE, mart.table()))) {
      write(table, differences);
    } catch (RuntimeException | ExecutionException | TimeoutException e) {
      throw new IOException(
          "Fluss at %s does not take the corrections of %s: %s; run the same command again"
              .formatted(bootstrapServers, mart.table(), e),
          e);
    }
  }

  private void write(Table table, Iterator<Row> differences)
      throws InterruptedException, ExecutionException, TimeoutException {
    RowType columns = table.getTableInfo().getRowType();
    Upsert upsert = table.newUpsert();
    if (mart.kind() == Kind.VERSIONED) {
      upsert = upsert.mergeMode(MergeMode.OVERWRITE);
    }
    UpsertWriter whole = upsert.createWriter();
    UpsertWriter writer = null;
    List<CompletableFuture<?>> written = new ArrayList<>();
    List<GenericRow> gone = new ArrayList<>();
    while (differences.hasNext()) {
      Row difference = differences.next();
      Row right = difference.getStruct(difference.fieldIndex("right"));
      if (right == null) {
        gone.add(row(difference, mart.key(), columns));
      } else {
        String[] recomputed = right.schema().fieldNames();
        if (writer == null) {
          boolean isWhole = recomputed.length == columns.getFieldCount();
          writer = isWhole ? whole : upsert.partialUpdate(recomputed).createWriter();
        }
        written.add(writer.upsert(row(right, List.of(recomputed), columns)));
      }
      if (written.size() == ON_THE_WAY) {
        await(written);
      }
    }
    await(written);
    // After the others: the client refuses to put whole and partial rows into one batch.
    for (GenericRow key : gone) {
      written.add(takeAway(whole, key, columns));
    }
    await(written);
  }

  private CompletableFuture<?> takeAway(UpsertWriter writer, GenericRow key, RowType columns) {
    if (mart.kind() == Kind.TOMBSTONES) {
      key.setField(columns.getFieldIndex(Mart.TOMBSTONE), true);
      return writer.upsert(key);
    }
    return writer.delete(key);
  }

  private static void await(List<CompletableFuture<?>> written)
      throws InterruptedException, ExecutionException, TimeoutException {
    // The client sends what it holds after 100 ms at most; a flush would wait for ever.
    CompletableFuture.allOf(written.toArray(CompletableFuture[]::new))
        .get(SECONDS_TO_WRITE, TimeUnit.SECONDS);
    written.clear();
  }

  private static GenericRow row(Row values, List<String> names, RowType columns) {
    GenericRow row = new GenericRow(columns.getFieldCount());
    for (String name : names) {
      row.setField(columns.getFieldIndex(name), value(values.get(values.fieldIndex(name))));
    }
    return row;
  }

  private static Object value(Object spark) {
    if (spark instanceof String text) {
      return BinaryString.fromString(text);
    }
    if (spark instanceof Timestamp time) {
      return TimestampLtz.fromEpochMillis(time.getTime());
    }
    if (spark instanceof BigDecimal amount) {
      return Decimal.fromBigDecimal(amount, 18, 2);
    }
    return spark;
  }
}
