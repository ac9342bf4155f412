package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.generate.Generator;
import dev.headwater.ingest.generate.seed.GeneratorOptions;
import dev.headwater.ingest.generate.writing.GeneratedShop;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.IngestOption;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.rows.Destination;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedLogTest {
  private static final Pattern REQUEST = Pattern.compile("\"event_type\":\"(page_view|click)\"");

  @TempDir Path directory;

  @Test
  void everyRequestIsAcceptedAndEveryBrokenLineRefused() throws Exception {
    GeneratedShop shop = generate(GeneratorOptions.defaults().withEvents(2_000));
    Pipeline hits =
        new Pipeline(RecordType.HITS, Format.COMBINED_LOG).with(IngestOption.ALLOW_FUTURE);

    IngestReport report = hits.run(Files.readAllBytes(shop.hits()));

    assertThat(report.read()).isEqualTo(shop.hitCounts().lines());
    assertThat(report.accepted()).isEqualTo(shop.hitCounts().distinct());
    assertThat(report.rejected()).isEqualTo(shop.hitCounts().malformed()).isEqualTo(10);
    assertThat(hits.sink.column(Destination.TABLE, "referrer"))
        .contains("https://blog.example.org/a \"quoted\" title", "null");
  }

  @Test
  void theLogHoldsThePageViewsAndClicks() throws Exception {
    GeneratedShop shop =
        generate(GeneratorOptions.defaults().withEvents(2_000).withDuplicates(0).withMalformed(0));

    String events = Files.readString(shop.events(), StandardCharsets.ISO_8859_1);
    long requests = REQUEST.matcher(events).results().count();
    assertThat(shop.hitCounts().lines()).isEqualTo(requests).isGreaterThan(1_000);
  }

  private GeneratedShop generate(GeneratorOptions options) throws Exception {
    return Generator.generate(options, directory);
  }
}
