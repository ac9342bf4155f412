package dev.headwater.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OracleInputTest {
  @TempDir Path directory;

  @Test
  void recordsAreReadAndLinesThatAreNoRecordsAreCounted() throws IOException {
    write(
        "events.jsonl",
        "{\"event_id\":\"e\",\"customer_id\":\"c\",\"event_type\":\"click\",\"channel\":null,"
            + "\"event_time\":\"2026-01-05T02:00:00+02:00\"}",
        "{\"event_id\":\"f\\u00ff\",\"customer_id\":\"c\",\"event_type\":\"click\","
            + "\"event_time\":\"2026-01-05T02:00:00\"}",
        "{\"event_id\":\"\u00ff\",\"customer_id\":\"c\",\"event_type\":\"click\","
            + "\"event_time\":\"2026-01-05T02:00:00Z\"}",
        "{\"event_id\":");
    write(
        "orders.jsonl",
        "{\"order_id\":\"o\",\"customer_id\":\"c\",\"product_id\":\"p\",\"total_amount\":1e1,"
            + "\"order_time\":\"2026-01-05T02:00:00Z\"}",
        "{\"order_id\":\"o\",\"customer_id\":\"c\",\"product_id\":\"p\",\"total_amount\":1.001,"
            + "\"order_time\":\"2026-01-05T02:00:00Z\"}");
    write("customers.jsonl", "{\"customer_id\":\"c\",\"name\":\"n\",\"opt_in\":\"yes\"}");
    write("campaigns.jsonl", "[]");
    OracleInput input = OracleInput.read(directory);
    assertThat(input.events())
        .containsExactly(
            new EventRecord(
                "e", "c", "click", null, null, null, Instant.parse("2026-01-05T00:00:00Z")));
    assertThat(input.orders())
        .containsExactly(
            new OrderRecord(
                "c",
                "o",
                "p",
                new BigDecimal("10.00"),
                "USD",
                Instant.parse("2026-01-05T02:00:00Z")));
    assertThat(input.refused()).isEqualTo(6);
  }

  private void write(String name, String... lines) throws IOException {
    Files.writeString(
        directory.resolve(name), String.join("\n", lines) + "\n", StandardCharsets.ISO_8859_1);
  }
}
