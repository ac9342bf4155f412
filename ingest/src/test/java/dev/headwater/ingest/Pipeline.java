package dev.headwater.ingest;

import dev.headwater.ingest.platform.TestingSink;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.IngestOption;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.request.IngestRequest;
import dev.headwater.ingest.rows.Counts;
import dev.headwater.ingest.run.EventSource;
import dev.headwater.ingest.run.IngestPlan;
import dev.headwater.ingest.run.IngestRun;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The whole way from bytes to rows, without a platform. */
public final class Pipeline {
  public static final Instant NOW = Instant.parse("2017-12-03T12:00:00Z");

  private final RecordType type;
  private final Format format;
  private final Set<IngestOption> options = EnumSet.noneOf(IngestOption.class);
  public final TestingSink sink;
  private Set<String> nulls = Set.of();
  private Duration patience = Duration.ofSeconds(30);

  public Pipeline(RecordType type, Format format) {
    this.type = type;
    this.format = format;
    this.sink = new TestingSink(type);
  }

  public Pipeline with(IngestOption option) {
    options.add(option);
    return this;
  }

  Pipeline nulls(String... words) {
    nulls = Set.of(words);
    return this;
  }

  Pipeline patience(Duration newPatience) {
    patience = newPatience;
    return this;
  }

  public IngestReport run(String text) throws InterruptedException {
    return run(text.getBytes(StandardCharsets.UTF_8));
  }

  public IngestReport run(byte[] bytes) throws InterruptedException {
    return run(new IngestInput.Stream(new ByteArrayInputStream(bytes), "test"));
  }

  public IngestReport run(IngestInput given) throws InterruptedException {
    IngestRequest request =
        new IngestRequest(
            "nowhere:1",
            "headwater",
            given,
            type.table(),
            Optional.of(format),
            options,
            Optional.of("test"),
            "USD",
            nulls,
            Optional.empty(),
            patience);
    IngestPlan plan = IngestPlan.of(request, type, Clock.fixed(NOW, ZoneOffset.UTC));
    IngestProgress silent = IngestProgress.silent();
    try (EventSource source = Ingest.source(plan, Duration.ZERO)) {
      source.begin(sink, silent);
      return new IngestRun(plan, Counts.none(), source, sink, silent, patience)
          .run(System.nanoTime());
    }
  }
}
