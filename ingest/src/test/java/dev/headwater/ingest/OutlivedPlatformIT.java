package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.request.IngestRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform stops and comes back while an ingest is in its middle. */
class OutlivedPlatformIT {
  // Enough to be under way while the platform stops.
  private static final int LINES = 150_000;

  @TempDir Path data;
  @TempDir Path directory;

  @Test
  void anIngestGoesOnByItselfAndCountsNoLineTwice() throws Exception {
    List<String> lines =
        IntStream.rangeClosed(1, LINES)
            .mapToObj(
                line ->
                    "10.0.0.1 - - [17/May/2015:10:05:03 +0000] \"GET /%d HTTP/1.1\" 200 1 \"-\" \"-\""
                        .formatted(line))
            .toList();
    Path file = Files.write(directory.resolve("access.log"), lines);
    RestartingPlatform platform = new RestartingPlatform(data);
    try {
      IngestReport report = new Ingest(platform.request(file), platform).run();
      assertThat(report.accepted()).isEqualTo(LINES);
      assertThat(platform.notes)
          .anyMatch(note -> note.startsWith("lost the platform; lines up to "))
          .last()
          .asString()
          .startsWith("continuing at line ");
      assertThat(platform.platform.log("hits", "position"))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(1, LINES).mapToObj(Integer::toString).toList());
    } finally {
      platform.closePlatform();
    }
  }

  /** Stops once something is written, and starts again when the ingest has noticed. */
  private static final class RestartingPlatform implements IngestProgress {
    private final Path data;
    private final int ports = TestingPlatform.freePorts();
    private final List<String> notes = new ArrayList<>();
    private TestingPlatform platform;
    private boolean stopped;

    RestartingPlatform(Path data) {
      this.data = data;
      this.platform = TestingPlatform.start(data, ports);
    }

    IngestRequest request(Path file) {
      return new IngestRequest(
          platform.address(),
          "headwater",
          IngestInput.file(file),
          "hits",
          Optional.empty(),
          Set.of(),
          Optional.empty(),
          "USD",
          Set.of(),
          Optional.empty(),
          Duration.ofSeconds(20));
    }

    @Override
    public void advanced(long bytes, OptionalLong totalBytes, long records) {
      if (!stopped && records > 0) {
        stopped = true;
        closePlatform();
      }
    }

    @Override
    public void note(String words) {
      notes.add(words);
      if (words.startsWith("lost")) {
        platform = TestingPlatform.start(data, ports);
      }
    }

    private void closePlatform() {
      try {
        platform.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {}
  }
}
