package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.generate.Generator;
import dev.headwater.ingest.generate.seed.GeneratorOptions;
import dev.headwater.ingest.generate.writing.BrokenLines;
import dev.headwater.ingest.generate.writing.GeneratedShop;
import dev.headwater.ingest.record.Reason;
import dev.headwater.ingest.record.StoredHorizon;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestReport;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.fluss.row.InternalRow;

/**
 * Generated events of which one in a hundred is broken, in more than twelve ways, and some are
 * late: what becomes of each is known from its line alone.
 */
final class BrokenShop {
  private static final String ID = "\"event_id\":\"";
  private static final String TIME = "\"event_time\":\"";

  /** Newest time that the platform has seen, and will see. */
  private static final Instant NEWEST = Instant.parse("2017-11-26T23:59:59.999Z");

  /** The horizon cuts the story, which is over before the newest time. */
  private static final Instant START = Instant.parse("2017-10-20T00:00:00Z");

  private static final Duration HOT = Duration.ofDays(StoredHorizon.DEFAULT_HOT_DAYS);

  private final Set<String> accepted = new HashSet<>();
  private final Map<Long, Reason> refused = new HashMap<>();
  private long acceptedLines;
  private long late;
  private long lines;

  /** Ingests so many events and more, and checks every one of them. */
  static void check(TestingPlatform platform, Path directory, int events) throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.printf("broken events: -Dseed=%d%n", seed);
    GeneratorOptions options =
        GeneratorOptions.defaults()
            .withEvents(events)
            .withSeed(seed)
            .withStart(START)
            .withDays(34)
            .withMalformed(0.01);
    GeneratedShop shop = Generator.generate(options, directory.resolve("broken-shop"));
    BrokenShop expected = new BrokenShop();
    expected.read(shop);
    IngestReport report =
        new Ingest(platform.request(shop.events(), "events"), IngestProgress.silent()).run();
    System.out.printf("%s in %s%n", report.summary(), report.elapsed());
    expected.assertReport(report);
    expected.assertKept(platform, shop.events());
    assertThat(BrokenLines.ways()).isGreaterThanOrEqualTo(12);
  }

  private void read(GeneratedShop shop) throws Exception {
    BrokenLines broken = new BrokenLines(shop.eventCounts().malformed());
    try (BufferedReader reader =
        Files.newBufferedReader(shop.events(), StandardCharsets.ISO_8859_1)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines++;
        Optional<Reason> reason = broken.reason(line);
        if (reason.isPresent()) {
          refused.put(lines, reason.get());
        } else if (Instant.parse(value(line, TIME)).isBefore(NEWEST.minus(HOT))) {
          late++;
        } else {
          acceptedLines++;
          accepted.add(value(line, ID));
        }
      }
    }
    assertThat(lines).isEqualTo(shop.eventCounts().lines());
    assertThat(refused).hasSize((int) shop.eventCounts().malformed());
  }

  private static String value(String line, String key) {
    int begin = line.indexOf(key) + key.length();
    return line.substring(begin, line.indexOf('"', begin));
  }

  private void assertReport(IngestReport report) {
    Map<String, Long> byReason = new HashMap<>();
    refused.values().forEach(reason -> byReason.merge(reason.code(), 1L, Long::sum));
    assertThat(report.read()).isEqualTo(lines);
    assertThat(report.accepted()).isEqualTo(acceptedLines).isPositive();
    assertThat(report.late()).isEqualTo(late).isPositive();
    assertThat(report.rejectedByReason()).isEqualTo(byReason);
  }

  private void assertKept(TestingPlatform platform, Path file) throws Exception {
    String source = file.toRealPath().toString();
    List<Long> positions = List.copyOf(refused.keySet());
    List<Optional<InternalRow>> rows =
        platform.lookups(
            "rejected_records",
            positions.stream().map(position -> new Object[] {source, position}).toList());
    Map<Long, Reason> kept = new HashMap<>();
    for (int i = 0; i < positions.size(); i++) {
      String code = rows.get(i).orElseThrow().getString(4).toString();
      kept.put(positions.get(i), Reason.valueOf(code.toUpperCase(Locale.ROOT)));
    }
    assertThat(kept).isEqualTo(refused);
    List<String> ids = new ArrayList<>(platform.log("events", "event_id"));
    ids.retainAll(accepted);
    KeyedSourceContract.assertSame(ids, List.copyOf(accepted));
  }
}
