package dev.headwater.ingest.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.ingest.generate.seed.GeneratorOptions;
import dev.headwater.ingest.generate.world.EdgeKind;
import dev.headwater.ingest.generate.writing.GeneratedShop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EdgesTest {
  private static final GeneratorOptions SMALLEST = GeneratorOptions.defaults().withEvents(1_000);

  @TempDir static Path directory;
  private static GeneratedShop shop;
  private static EdgeEvidence evidence;

  @BeforeAll
  static void generate() throws IOException {
    shop = Generator.generate(SMALLEST, directory);
    evidence = new EdgeEvidence(shop);
  }

  @ParameterizedTest
  @EnumSource(EdgeKind.class)
  void everyEdgeIsThereFromAThousandEventsOn(EdgeKind kind) {
    assertThat(evidence.count(kind)).as("orders that show %s", kind).isPositive();
  }

  @Test
  void botsViewHundredsOfPagesAndOrderNothing() throws IOException {
    GeneratedShop crowd =
        Generator.generate(SMALLEST.withEvents(5_000).withBots(0.2), directory.resolve("crowd"));
    Map<String, Integer> events = new HashMap<>();
    for (JsonNode event : EmittedLines.events(crowd.events()).distinct()) {
      events.merge(event.get("customer_id").textValue(), 1, Integer::sum);
    }
    Set<String> buyers = new HashSet<>();
    EmittedLines.orders(crowd.orders())
        .distinct()
        .forEach(order -> buyers.add(order.get("customer_id").textValue()));
    assertThat(events).containsValue(500);
    assertThat(events.values()).filteredOn(count -> count >= 500).hasSize(2);
    assertThat(buyers)
        .allSatisfy(buyer -> assertThat(events.getOrDefault(buyer, 0)).isLessThan(50));
  }

  @Test
  void namesAreFromEverywhereAndOptionalFieldsAreNullAbsentOrFilled() throws IOException {
    assertThat(Files.readString(shop.customers())).contains("Łukasz", "伟");
    Set<String> events = new HashSet<>();
    for (JsonNode event : EmittedLines.events(shop.events()).distinct()) {
      JsonNode channel = event.get("channel");
      events.add(channel == null ? "absent" : channel.isNull() ? "null" : "filled");
    }
    assertThat(events).isEqualTo(Set.of("absent", "null", "filled"));
  }

  @Test
  void amountsAreStringsAndNumbersAndTimesHaveSeveralOffsets() throws IOException {
    String orders = Files.readString(shop.orders(), StandardCharsets.ISO_8859_1);
    String events = Files.readString(shop.events(), StandardCharsets.ISO_8859_1);
    assertThat(orders)
        .containsPattern("total_amount\":\\d")
        .containsPattern("total_amount\":\"\\d");
    assertThat(events).contains("Z\"}", "+02:00\"}", "-05:00\"}");
  }
}
