package dev.headwater.jobs.metrics;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.lake.catalogs.Catalogs;
import dev.headwater.lake.cold.ColdCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** What backfill and verify have done, by the logs they keep in the cold catalog. */
final class ColdProbe implements Probe {
  private final Catalogs catalogs;
  private final Map<String, Read> read = new HashMap<>();

  ColdProbe(PlatformAddresses platform, Path data) {
    this.catalogs = new Catalogs(platform.bootstrapServers(), data);
  }

  /** A finished run, and how many rows it changed or found wrong. */
  private record Run(Instant started, long rows) {}

  /** A log as of one of its snapshots. */
  private record Read(long snapshot, List<Run> runs) {}

  @Override
  public List<Sample> read() throws IOException {
    List<Sample> samples = new ArrayList<>();
    try (ColdCatalog cold = new ColdCatalog(catalogs)) {
      List<Run> backfills = runs(cold, "ops.backfills", "rows_changed");
      samples.add(Sample.of(Metric.BACKFILL_ROWS, backfills.stream().mapToLong(Run::rows).sum()));
      newest(backfills)
          .ifPresent(run -> samples.add(Sample.of(Metric.BACKFILL_TIME, run.started())));
      newest(runs(cold, "ops.verifications", "rows_wrong"))
          .ifPresent(
              run -> {
                samples.add(Sample.of(Metric.VERIFY_DIFFERENCES, run.rows()));
                samples.add(Sample.of(Metric.VERIFY_TIME, run.started()));
              });
    }
    return samples;
  }

  private static Optional<Run> newest(List<Run> runs) {
    return runs.stream().max(Comparator.comparing(Run::started));
  }

  /** Files are read only when there are new ones. */
  private List<Run> runs(ColdCatalog cold, String name, String rows) throws IOException {
    Table log = cold.table(name);
    Snapshot newest = log.currentSnapshot();
    if (newest == null) {
      return List.of();
    }
    Read before = read.get(name);
    if (before != null && before.snapshot() == newest.snapshotId()) {
      return before.runs();
    }
    List<Run> runs = new ArrayList<>();
    try (CloseableIterable<Record> records =
        IcebergGenerics.read(log).select("started_at", rows).build()) {
      for (Record row : records) {
        OffsetDateTime started = (OffsetDateTime) row.getField("started_at");
        runs.add(new Run(started.toInstant(), (Long) row.getField(rows)));
      }
    }
    read.put(name, new Read(newest.snapshotId(), runs));
    return runs;
  }
}
