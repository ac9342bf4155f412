package dev.headwater.ingest;

import dev.headwater.ingest.request.IngestProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million lines, of which one in a hundred is broken. */
@Tag("bench")
class BrokenShopBench {
  @TempDir Path directory;

  @Test
  void everyLineOfAMillionIsAcceptedLateOrRefusedForTheRightReason() throws Exception {
    try (TestingPlatform platform =
        TestingPlatform.start(directory.resolve("data"), TestingPlatform.freePorts())) {
      Path newest =
          Files.writeString(
              directory.resolve("newest.jsonl"),
              "{\"event_id\":\"newest\",\"customer_id\":\"c\",\"event_type\":\"click\",\"event_time\":\"2017-11-26T23:59:59.999Z\"}");
      new Ingest(platform.request(newest, "events"), IngestProgress.silent()).run();
      BrokenShop.check(platform, directory, 1_000_000);
    }
  }
}
