package dev.headwater.ingest.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.ingest.generate.seed.GeneratorOptions;
import dev.headwater.ingest.generate.seed.LineOrder;
import dev.headwater.ingest.generate.truth.OrderTruth;
import dev.headwater.ingest.generate.truth.Truth;
import dev.headwater.ingest.generate.writing.FileCounts;
import dev.headwater.ingest.generate.writing.GeneratedShop;
import dev.headwater.ingest.generate.writing.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratorTest {
  private static final GeneratorOptions SMALL =
      GeneratorOptions.defaults().withEvents(2_000).withSeed(42);

  @TempDir Path directory;

  @Test
  void theSameOptionsGiveTheSameBytes() throws Exception {
    generate(SMALL, "one");
    generate(SMALL, "other");
    assertThat(digest("one")).isEqualTo(digest("other"));
  }

  @Test
  void theBytesAreTheSameOnEveryPlatform() throws Exception {
    generate(SMALL, "golden");
    assertThat(digest("golden"))
        .isEqualTo("e3d0976a2cdf08176dd3ab61242f915c80f4ab506df1b64f1f4aabd1f301b8de");
  }

  @Test
  void anotherSeedGivesAnotherShop() throws Exception {
    generate(SMALL, "one");
    generate(SMALL.withSeed(43), "other");
    Set<JsonNode> one = EmittedLines.events(directory.resolve("one/events.jsonl")).distinct();
    Set<JsonNode> other = EmittedLines.events(directory.resolve("other/events.jsonl")).distinct();
    assertThat(one).isNotEmpty().doesNotContainAnyElementsOf(other);
  }

  @Test
  void knobsOfDisorderLeaveTheRecordsAsTheyAre() throws Exception {
    GeneratedShop calm = generate(SMALL.withLateness(0).withDuplicates(0).withMalformed(0), "calm");
    GeneratedShop wild =
        generate(SMALL.withLateness(1).withDuplicates(1).withOrder(LineOrder.SHUFFLED), "wild");
    assertThat(EmittedLines.events(wild.events()).distinct())
        .isEqualTo(EmittedLines.events(calm.events()).distinct());
    assertThat(wild.truth()).hasSameTextualContentAs(calm.truth());
    assertThat(calm.eventCounts()).isEqualTo(new FileCounts(2_000, 2_000, 0, 0));
    assertThat(wild.eventCounts()).isEqualTo(new FileCounts(4_015, 2_000, 2_000, 15));
  }

  @ParameterizedTest
  @EnumSource(LineOrder.class)
  void theTruthIsWhatTheRecordsSay(LineOrder order) throws IOException {
    GeneratedShop shop = generate(SMALL.withEvents(12_000).withOrder(order), "shop");
    BruteForceTruth bruteForce = new BruteForceTruth(EmittedLines.events(shop.events()).distinct());
    List<OrderTruth> expected =
        EmittedLines.orders(shop.orders()).distinct().stream().map(bruteForce::of).toList();
    assertThat(expected).hasSizeGreaterThan(150);
    assertThat(Truth.read(shop.truth()).orders()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void countsAreWhatIsInTheFiles() throws IOException {
    GeneratedShop shop = generate(SMALL.withEvents(12_000), "shop");
    EmittedLines events = EmittedLines.events(shop.events());
    EmittedLines orders = EmittedLines.orders(shop.orders());
    assertThat(counts(events)).isEqualTo(shop.eventCounts());
    assertThat(counts(orders)).isEqualTo(shop.orderCounts());
    assertThat(shop.eventCounts().distinct()).isEqualTo(12_000);
    assertThat(shop.eventCounts().duplicates()).isBetween(250L, 470L);
    assertThat(shop.touches())
        .isEqualTo(
            events.distinct().stream()
                .filter(event -> event.hasNonNull("channel") || event.hasNonNull("campaign_id"))
                .count());
    JsonNode summary = new ObjectMapper().readTree(shop.summary().toFile());
    assertThat(summary.at("/events/malformed").longValue())
        .isEqualTo(shop.eventCounts().malformed());
    assertThat(summary.at("/seed").longValue()).isEqualTo(42);
  }

  @Test
  void everyMalformedLineIsRefusedAndEveryKindIsThere() throws IOException {
    GeneratedShop shop = generate(SMALL, "shop");
    List<String> events = EmittedLines.events(shop.events()).refused();
    List<String> orders = EmittedLines.orders(shop.orders()).refused();
    assertThat(events).hasSize(Malformed.EVENTS.size()).doesNotHaveDuplicates();
    assertThat(orders).hasSize(Malformed.ORDERS.size()).doesNotHaveDuplicates();
    assertThat(shop.malformed())
        .isEqualTo(events.size() + orders.size() + shop.hitCounts().malformed());
  }

  @Test
  void linesArriveOutOfOrderAndSomeAreDaysLate() throws IOException {
    GeneratedShop shop = generate(SMALL, "shop");
    long newest = Long.MIN_VALUE;
    List<Long> behind = new ArrayList<>();
    for (JsonNode event : EmittedLines.events(shop.events()).accepted()) {
      long time = BruteForceTruth.millis(event, "event_time");
      newest = Math.max(newest, time);
      behind.add(newest - time);
    }
    assertThat(behind).filteredOn(millis -> millis > 0).hasSizeGreaterThan(50);
    assertThat(behind).filteredOn(millis -> millis < 60_000).hasSizeGreaterThan(1_800);
    assertThat(behind.stream().max(Comparator.naturalOrder()).orElseThrow())
        .isGreaterThan(24 * 3_600_000L);
  }

  @Test
  void noEventIsOlderThanTheStoryAndNothingIsNewer() throws IOException {
    GeneratedShop shop = generate(SMALL, "shop");
    long start = SMALL.start().toEpochMilli();
    long end = SMALL.end().toEpochMilli();
    for (JsonNode event : EmittedLines.events(shop.events()).distinct()) {
      assertThat(BruteForceTruth.millis(event, "event_time")).isBetween(start, end);
    }
    for (JsonNode order : EmittedLines.orders(shop.orders()).distinct()) {
      assertThat(BruteForceTruth.millis(order, "order_time")).isBetween(start, end + 1);
    }
    for (Path file : List.of(shop.customers(), shop.campaigns())) {
      for (String line : Files.readAllLines(file)) {
        JsonNode version = new ObjectMapper().readTree(line);
        assertThat(BruteForceTruth.millis(version, "updated_at")).isLessThanOrEqualTo(end);
      }
    }
  }

  @Test
  void aTinyShopHasExactlyTheEventsAskedFor() throws IOException {
    GeneratedShop shop = generate(SMALL.withEvents(1).withDays(1), "tiny");
    assertThat(shop.eventCounts().distinct()).isEqualTo(1);
    assertThat(EmittedLines.events(shop.events()).accepted()).hasSize(1);
  }

  @Test
  void nothingButTheShopIsLeftInTheDirectory() throws IOException {
    generate(SMALL, "shop");
    try (Stream<Path> files = Files.list(directory.resolve("shop"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "events.jsonl",
              "orders.jsonl",
              "customers.jsonl",
              "campaigns.jsonl",
              "access.log",
              "truth.jsonl",
              "truth.json");
    }
  }

  private GeneratedShop generate(GeneratorOptions options, String name) throws IOException {
    return Generator.generate(options, directory.resolve(name));
  }

  private static FileCounts counts(EmittedLines lines) {
    long distinct = new HashSet<>(lines.distinct()).size();
    long accepted = lines.accepted().size();
    long refused = lines.refused().size();
    return new FileCounts(accepted + refused, distinct, accepted - distinct, refused);
  }

  private String digest(String name) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (String file : List.of("events", "orders", "customers", "campaigns", "truth")) {
      digest.update(Files.readAllBytes(directory.resolve(name).resolve(file + ".jsonl")));
    }
    for (String file : List.of("access.log", "truth.json")) {
      digest.update(Files.readAllBytes(directory.resolve(name).resolve(file)));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
