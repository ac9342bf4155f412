package dev.headwater.jobs.metrics;

import dev.headwater.jobs.retention.KeptDay;
import dev.headwater.jobs.retention.RetentionFile;
import dev.headwater.jobs.schedule.ScheduleDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
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
    samples.add(Sample.of(Metric.DISK_USED, fullest()));
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

  /** A server's directory may lie on a disk of its own. */
  private double fullest() throws IOException {
    double fullest = used(data);
    try (DirectoryStream<Path> servers = Files.newDirectoryStream(data, Files::isDirectory)) {
      for (Path server : servers) {
        fullest = Math.max(fullest, used(server));
      }
    }
    return fullest;
  }

  private static double used(Path directory) throws IOException {
    FileStore disk = Files.getFileStore(directory);
    return 1 - (double) disk.getUsableSpace() / disk.getTotalSpace();
  }
}
