package dev.headwater.ingest;

import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.request.IngestRequest;
import java.nio.file.Path;

/** An ingest in a process of its own, so that its heap can be given a bound. */
final class HeapProbe {
  private HeapProbe() {}

  public static void main(String[] arguments) {
    IngestRequest request =
        IngestRequest.of(
            arguments[0], "headwater", IngestInput.file(Path.of(arguments[1])), "events");
    IngestReport report = new Ingest(request, IngestProgress.silent()).run();
    System.out.printf("%s in %d ms%n", report.summary(), report.elapsed().toMillis());
    System.exit(0);
  }
}
