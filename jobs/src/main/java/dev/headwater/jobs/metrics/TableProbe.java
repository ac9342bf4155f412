package dev.headwater.jobs.metrics;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.progress.HotHorizon;
import dev.headwater.lake.progress.TableProgress;
import dev.headwater.lake.progress.TableProgressReader;
import dev.headwater.lake.tables.TableDefinitions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far every table is, hot and in the lake. */
final class TableProbe implements Probe {
  private final PlatformAddresses platform;
  private final Map<String, Duration> freshness = new HashMap<>();
  private final Map<String, Long> written = new HashMap<>();
  private final Map<String, Long> counted = new HashMap<>();
  private final LakeLag lag = new LakeLag();
  private TableProgressReader tables;
  private FlussClient storage;

  TableProbe(PlatformAddresses platform) {
    this.platform = platform;
    TableDefinitions.load()
        .all()
        .forEach(table -> table.freshness().ifPresent(age -> freshness.put(table.name(), age)));
  }

  @Override
  public List<Sample> read() {
    if (tables == null) {
      tables = new TableProgressReader(platform.bootstrapServers());
      storage = new FlussClient(platform.bootstrapServers());
    }
    List<Sample> samples = new ArrayList<>();
    Instant newest = Instant.MIN;
    for (TableProgress table : tables.read()) {
      String name = table.table();
      samples.add(Sample.of(Metric.TABLE_RECORDS, count(name, table.written()), name));
      if (table.inLake()) {
        Optional<Instant> committed = tables.committed(table);
        samples.addAll(inLake(table, committed));
        newest = committed.filter(newest::isBefore).orElse(newest);
      }
    }
    if (newest.isAfter(Instant.MIN)) {
      samples.add(Sample.of(Metric.TIERING_TIME, newest));
    }
    HotHorizon.read(storage)
        .newest()
        .ifPresent(time -> samples.add(Sample.of(Metric.HORIZON_TIME, time)));
    return samples;
  }

  /** Dropped partitions take their records with them; what was written meanwhile is not counted. */
  private long count(String table, long now) {
    Long before = written.put(table, now);
    return counted.merge(table, before == null ? 0L : Math.max(0L, now - before), Long::sum);
  }

  private List<Sample> inLake(TableProgress table, Optional<Instant> committed) {
    String name = table.table();
    List<Sample> samples = new ArrayList<>();
    samples.add(Sample.of(Metric.LAKE_PENDING, table.pending(), name));
    Duration waiting = lag.of(name, table.pending(), committed, Instant.now());
    samples.add(Sample.of(Metric.LAKE_LAG, waiting, name));
    Duration age = freshness.get(name);
    if (age != null) {
      samples.add(Sample.of(Metric.LAKE_FRESHNESS, age, name));
    }
    return samples;
  }

  @Override
  public void close() {
    if (tables != null) {
      tables.close();
      storage.close();
    }
    tables = null;
  }
}
