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
    write(
        "access.log",
        "::1 - - [05/Jan/2026:02:00:00 +0200] \"GET /a\\\"b HTTP/1.1\" 200 - \"-\" \"agent\"",
        "::1 - u [05/Jan/2026:00:00:01 +0000] \"-\" 408 12 \"http://x/\\\"\" \"\"",
        "::1 - - [05/Jan/2026] \"-\" 408 12 \"-\" \"-\"",
        "::1 - - [30/Feb/2026:00:00:01 +0000] \"-\" 408 12 \"-\" \"-\"",
        "::1 - - [05/Jan/2026:00:00:01 +0000] \"\u00ff\" 408 12 \"-\" \"-\"",
        "::1 - - [05/Jan/2026:00:00:01 +0000] \"-\" 408 12 \"-\"");
    OracleInput input = OracleInput.read(directory);
    assertThat(input.events())
        .containsExactly(
            new EventRecord(
                "e", "c", "click", null, null, null, null, Instant.parse("2026-01-05T00:00:00Z")));
    assertThat(input.orders())
        .containsExactly(
            new OrderRecord(
                "c",
                "o",
                "p",
                new BigDecimal("10.00"),
                "USD",
                Instant.parse("2026-01-05T02:00:00Z")));
    assertThat(input.hits())
        .containsExactly(
            new HitRecord("::1", null, Instant.parse("2026-01-05T00:00:00Z")),
            new HitRecord("::1", "http://x/\"", Instant.parse("2026-01-05T00:00:01Z")));
    assertThat(input.refused()).isEqualTo(10);
  }

  private void write(String name, String... lines) throws IOException {
    Files.writeString(
        directory.resolve(name), String.join("\n", lines) + "\n", StandardCharsets.ISO_8859_1);
  }
}
