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
  private Optional<PositionFile> positionFile = Optional.empty();
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

  Pipeline remembering(PositionFile newPositionFile) {
    positionFile = Optional.of(newPositionFile);
    return this;
  }

  IngestReport run(String text) throws InterruptedException {
    return run(text.getBytes(StandardCharsets.UTF_8));
  }

  IngestReport run(byte[] bytes) throws InterruptedException {
    IngestInput given = new IngestInput.Stream(new ByteArrayInputStream(bytes), "test");
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
    try (OpenInput input = OpenInput.open(given)) {
      Position start = Position.start(type, format, "test", input, NOW.toEpochMilli());
      IngestPlan plan =
          new IngestPlan(
              request, type, format, "test", start, Set.of(), Clock.fixed(NOW, ZoneOffset.UTC));
      IngestProgress silent = IngestProgress.silent();
      return new IngestRun(plan, input, sink, positionFile, silent, patience)
          .run(System.nanoTime());
    }
  }
}
