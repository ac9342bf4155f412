package dev.headwater.ingest;

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
final class Pipeline {
  static final Instant NOW = Instant.parse("2017-12-03T12:00:00Z");

  private final RecordType type;
  private final Format format;
  private final Set<IngestOption> options = EnumSet.noneOf(IngestOption.class);
  final TestingSink sink;
  private Duration patience = Duration.ofSeconds(30);

  Pipeline(RecordType type, Format format) {
    this.type = type;
    this.format = format;
    this.sink = new TestingSink(type);
  }

  Pipeline with(IngestOption option) {
    options.add(option);
    return this;
  }

  Pipeline patience(Duration newPatience) {
    patience = newPatience;
    return this;
  }

  IngestReport run(String text) throws InterruptedException {
    return run(text.getBytes(StandardCharsets.UTF_8));
  }

  IngestReport run(byte[] bytes) throws InterruptedException {
    return run(new IngestInput.Stream(new ByteArrayInputStream(bytes), "test"));
  }

  IngestReport run(IngestInput given) throws InterruptedException {
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
