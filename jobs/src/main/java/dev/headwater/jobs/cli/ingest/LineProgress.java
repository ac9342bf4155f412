package dev.headwater.jobs.cli.ingest;

import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.jobs.cli.words.Visible;
import java.io.PrintStream;
import java.time.Duration;
import java.util.OptionalLong;

/** Progress as plain lines, for logs and pipes: one in five seconds. */
final class LineProgress implements IngestProgress {
  private static final long INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

  private final String task;
  private final PrintStream out;
  private String behind = "";
  private long said = System.nanoTime();

  LineProgress(String task, PrintStream out) {
    this.task = task;
    this.out = out;
  }

  @Override
  public void note(String words) {
    out.println(Visible.text(words));
  }

  @Override
  public void advanced(long bytes, OptionalLong totalBytes, long records) {
    if (System.nanoTime() - said < INTERVAL_NANOS) {
      return;
    }
    said = System.nanoTime();
    String share =
        totalBytes.isPresent() && totalBytes.getAsLong() > 0
            ? String.format(", %d %%", bytes * 100 / totalBytes.getAsLong())
            : "";
    out.printf("%s: %,d records%s%s%n", task, records, share, behind);
  }

  @Override
  public void behind(long records) {
    behind = String.format(", %,d behind", records);
  }

  @Override
  public void close() {
    out.flush();
  }
}
