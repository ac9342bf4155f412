package dev.headwater.lake.cold.feed;

import dev.headwater.lake.client.FlussClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.catalog.CatalogMaterializedTable.LogicalRefreshMode;
import org.apache.flink.table.catalog.CatalogMaterializedTable.RefreshMode;
import org.apache.flink.table.catalog.CatalogMaterializedTable.RefreshStatus;
import org.apache.flink.table.catalog.IntervalFreshness.TimeUnit;
import org.apache.flink.table.refresh.ContinuousRefreshHandler;
import org.apache.flink.table.refresh.ContinuousRefreshHandlerSerializer;

/**
 * A table that a streaming job keeps equal to a query, as Fluss's Flink catalog tells of it. What
 * the table is lies in its options, and so does the job that refreshes it: when Flink has forgotten
 * that job, nobody but who writes these options can bring it back.
 *
 * @param client connection to Fluss
 * @param table its name
 */
public record MaterializedTable(FlussClient client, String table) {
  private static final String PREFIX = "materialized-table.";
  private static final String FRESHNESS_SECONDS = "5";

  /** Says that a job refreshes the table from now on. */
  public void activate(String query, String jobId) {
    describe(query, RefreshStatus.ACTIVATED, new ContinuousRefreshHandler("remote", "", jobId));
  }

  /** Says that no job refreshes the table, and where one would go on. */
  public void suspend(String query, String savepoint) {
    describe(
        query, RefreshStatus.SUSPENDED, new ContinuousRefreshHandler("remote", "", "", savepoint));
  }

  private void describe(String query, RefreshStatus status, ContinuousRefreshHandler handler) {
    Map<String, String> options =
        Map.of(
            "definition-query", query,
            "interval-freshness", FRESHNESS_SECONDS,
            "interval-freshness.time-unit", TimeUnit.SECOND.name(),
            "logical-refresh-mode", LogicalRefreshMode.CONTINUOUS.name(),
            "refresh-mode", RefreshMode.CONTINUOUS.name(),
            "refresh-status", status.name(),
            "refresh-handler-description", handler.asSummaryString(),
            "refresh-handler-bytes", Base64.getEncoder().encodeToString(bytes(handler)));
    Map<String, String> prefixed = new HashMap<>();
    options.forEach((name, value) -> prefixed.put(PREFIX + name, value));
    TableOptions.set(client, table, prefixed);
  }

  private static byte[] bytes(ContinuousRefreshHandler handler) {
    try {
      return ContinuousRefreshHandlerSerializer.INSTANCE.serialize(handler);
    } catch (IOException e) {
      throw new UncheckedIOException("a value in memory is always written", e);
    }
  }
}
