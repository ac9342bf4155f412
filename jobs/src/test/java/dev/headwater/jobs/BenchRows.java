package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.Ingest;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestRequest;
import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.tables.TableDefinitions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.writer.AppendWriter;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.TimestampLtz;

/**
 * A million touches and twenty thousand orders over seven days, in the order of their times, spread
 * evenly over some customers; the same for both ways to attribute them.
 */
final class BenchRows {
  static final int TOUCHES = 1_000_000;
  static final int ORDERS = 20_000;

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final long DAYS = 7;

  private final int customers;
  private final long seed;

  BenchRows(int customers, long seed) {
    this.customers = customers;
    this.seed = seed;
  }

  /** Takes a touch, or an order when it is one. */
  private interface Consumer {
    void accept(String customer, String id, Instant time, boolean isOrder) throws IOException;
  }

  private void each(Consumer consumer) throws IOException {
    Random random = new Random(seed);
    int all = TOUCHES + ORDERS;
    for (int i = 0; i < all; i++) {
      Instant time = START.plusMillis(DAYS * 86_400_000L * i / all);
      boolean isOrder = i % (all / ORDERS) == 0 && i / (all / ORDERS) < ORDERS;
      String customer = "c" + random.nextInt(customers);
      consumer.accept(customer, "r" + i, time, isOrder);
    }
  }

  /** Orders with a touch of their customer before them. */
  long attributed() throws IOException {
    Map<String, Boolean> touched = new HashMap<>();
    long[] attributed = {0};
    each(
        (customer, id, time, isOrder) -> {
          if (!isOrder) {
            touched.put(customer, true);
          } else if (touched.containsKey(customer)) {
            attributed[0]++;
          }
        });
    return attributed[0];
  }

  /** Into the product's tables events and orders. */
  void ingest(PlatformAddresses platform, Path directory) throws IOException {
    Path events = directory.resolve("events.jsonl");
    Path orders = directory.resolve("orders.jsonl");
    try (PrintWriter touchLines = new PrintWriter(Files.newBufferedWriter(events));
        PrintWriter orderLines = new PrintWriter(Files.newBufferedWriter(orders))) {
      each(
          (customer, id, time, isOrder) -> {
            if (isOrder) {
              orderLines.printf(
                  "{\"order_id\":\"%s\",\"customer_id\":\"%s\",\"product_id\":\"p\",\"total_amount\":1,\"order_time\":\"%s\"}%n",
                  id, customer, time);
            } else {
              touchLines.printf(
                  "{\"event_id\":\"%s\",\"customer_id\":\"%s\",\"event_type\":\"visit\",\"channel\":\"email\",\"event_time\":\"%s\"}%n",
                  id, customer, time);
            }
          });
    }
    ingest(platform, "orders", orders);
    ingest(platform, "events", events);
  }

  static long ingest(PlatformAddresses platform, String table, Path file) {
    IngestInput input = IngestInput.file(file);
    IngestRequest request =
        IngestRequest.of(platform.bootstrapServers(), TableDefinitions.DATABASE, input, table);
    long accepted = new Ingest(request, IngestProgress.silent()).run().accepted();
    assertThat(accepted).as("records of %s", table).isPositive();
    return accepted;
  }

  /** Into the tables of {@link UsualWay}. */
  void append(PlatformAddresses platform) throws IOException {
    try (FlussClient client = new FlussClient(platform.bootstrapServers())) {
      AppendWriter touches = writer(client, "usual_touches");
      AppendWriter orders = writer(client, "usual_orders");
      each(
          (customer, id, time, isOrder) -> {
            TimestampLtz at = TimestampLtz.fromInstant(time);
            // What is lost would show in the number of attributed orders.
            CompletableFuture<?> unused =
                isOrder
                    ? orders.append(GenericRow.of(text(customer), text(id), at))
                    : touches.append(GenericRow.of(text(customer), text(id), text("email"), at));
          });
      touches.flush();
      orders.flush();
    }
  }

  private static AppendWriter writer(FlussClient client, String name) {
    Table table = client.connection().getTable(TablePath.of(TableDefinitions.DATABASE, name));
    return table.newAppend().createWriter();
  }

  private static BinaryString text(String value) {
    return BinaryString.fromString(value);
  }
}
