package dev.headwater.lake.progress;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.tables.TableDefinitions;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.writer.UpsertWriter;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.InternalRow;
import org.apache.fluss.row.TimestampLtz;

/**
 * The clock of the hot horizon, kept in platform_progress: records older than the newest time seen
 * by more than these days are late.
 *
 * @param newest newest time seen in events, orders or hits; empty before the first
 * @param days length of the horizon
 */
public record HotHorizon(Optional<Instant> newest, Optional<Integer> days) {
  private static final TablePath TABLE =
      TablePath.of(TableDefinitions.DATABASE, "platform_progress");
  private static final BinaryString DAYS = BinaryString.fromString("hot_days");
  private static final BinaryString CLOCK = BinaryString.fromString("horizon");
  private static final long REQUEST_SECONDS = 30;

  /**
   * Notes the length of the horizon; ingest goes by it from then on.
   *
   * @param bootstrapServers Fluss, host:port
   */
  public static void setDays(String bootstrapServers, int days) {
    try (FlussClient client = new FlussClient(bootstrapServers);
        Table table = client.connection().getTable(TABLE)) {
      UpsertWriter writer = table.newUpsert().createWriter();
      TimestampLtz now = TimestampLtz.fromInstant(Instant.now());
      writer.upsert(GenericRow.of(DAYS, now, days)).get(REQUEST_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw failed("cannot set the hot horizon to " + days + " days", e);
    }
  }

  /**
   * Reads the clock.
   *
   * @param client connection to Fluss
   */
  public static HotHorizon read(FlussClient client) {
    try (Table table = client.connection().getTable(TABLE)) {
      Optional<InternalRow> clock = find(table, CLOCK);
      Optional<InternalRow> days = find(table, DAYS);
      return new HotHorizon(
          clock.map(row -> row.getTimestampLtz(1, 3).toInstant()),
          days.filter(row -> !row.isNullAt(2)).map(row -> row.getInt(2)));
    } catch (Exception e) {
      throw failed("cannot read the hot horizon", e);
    }
  }

  private static Optional<InternalRow> find(Table table, BinaryString name)
      throws ExecutionException, InterruptedException, TimeoutException {
    return Optional.ofNullable(
        table
            .newLookup()
            .createLookuper()
            .lookup(GenericRow.of(name))
            .get(REQUEST_SECONDS, TimeUnit.SECONDS)
            .getSingletonRow());
  }

  private static LakeException failed(String what, Exception cause) {
    return LakeException.external(what, cause);
  }
}
