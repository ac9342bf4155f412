package dev.headwater.jobs.metrics;

import dev.headwater.jobs.retention.KeptDay;
import dev.headwater.jobs.retention.RetentionFile;
import dev.headwater.jobs.schedule.ScheduleDirectory;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the data directory tells: its disk, what retention keeps, and how scheduled runs ended. */
final class DirectoryProbe implements Probe {
  private final Path data;

  DirectoryProbe(Path data) {
    this.data = data;
  }

  @Override
  public List<Sample> read() throws IOException {
    List<Sample> samples = new ArrayList<>();
    FileStore disk = Files.getFileStore(data);
    double free = disk.getUsableSpace();
    samples.add(Sample.of(Metric.DISK_USED, 1 - free / disk.getTotalSpace()));
    List<KeptDay> kept = new RetentionFile(data).read().kept();
    samples.add(Sample.of(Metric.KEPT_DAYS, kept.size()));
    Instant now = Instant.now();
    Duration longest =
        kept.stream()
            .map(day -> Duration.between(Instant.parse(day.since()), now))
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    samples.add(Sample.of(Metric.BLOCKED, longest));
    new ScheduleDirectory(data)
        .runs()
        .forEach(
            run -> samples.add(Sample.of(Metric.RUN_FAILED, run.failing() ? 1 : 0, run.job())));
    return samples;
  }
}
