package dev.headwater.jobs.cli.ingest;

import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.jobs.cli.words.Visible;
import java.util.Optional;
import java.util.OptionalLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as a bar on a terminal's stderr. Notes stand on lines of their own above it. */
final class BarProgress implements IngestProgress {
  private static final long UNKNOWN = -1;
  private static final long MEBIBYTE = 1 << 20;

  private final String task;
  private String behind = "";
  private Optional<ProgressBar> bar = Optional.empty();

  BarProgress(String task) {
    this.task = task;
  }

  @Override
  public void note(String words) {
    System.err.println(Visible.text(words));
  }

  @Override
  public void advanced(long bytes, OptionalLong totalBytes, long records) {
    if (bar.isEmpty()) {
      bar = Optional.of(start(totalBytes));
    }
    bar.get().stepTo(bytes);
    bar.get().setExtraMessage(String.format(" %,d records%s", records, behind));
  }

  @Override
  public void behind(long records) {
    behind = String.format(", %,d behind", records);
  }

  private ProgressBar start(OptionalLong totalBytes) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(totalBytes.orElse(UNKNOWN))
        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
        .setUnit(" MiB", MEBIBYTE)
        .setUpdateIntervalMillis(250)
        .build();
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }
}
