package dev.headwater.jobs.metrics;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.settle.RunningJobs;
import dev.headwater.jobs.settle.Watermarks;
import dev.headwater.lake.tables.TableDefinitions;
import java.util.ArrayList;
import java.util.List;

/** How far each job has come, by its checkpoints. */
final class WatermarkProbe implements Probe {
  private final PlatformAddresses platform;
  private final FlinkRest flink;
  private final RunningJobs jobs;
  private Watermarks watermarks;

  WatermarkProbe(PlatformAddresses platform) {
    this.platform = platform;
    this.flink = new FlinkRest(platform.flink());
    this.jobs = new RunningJobs(flink);
  }

  @Override
  public List<Sample> read() {
    if (watermarks == null) {
      watermarks =
          Watermarks.connect(flink, platform.bootstrapServers(), TableDefinitions.DATABASE);
    }
    List<Sample> samples = new ArrayList<>();
    watermarks
        .look(jobs.look())
        .forEach((job, time) -> samples.add(Sample.of(Metric.JOB_WATERMARK, time, job)));
    return samples;
  }

  @Override
  public void close() {
    if (watermarks != null) {
      watermarks.close();
    }
    watermarks = null;
  }
}
