package dev.headwater.jobs.metrics;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.flink.JobState;
import dev.headwater.jobs.flink.JobSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much each job was held up. To be looked at seldom: Flink gathers all metrics of all tasks to
 * tell it, and tells what it gathered at the last look.
 */
final class BackpressureProbe implements Probe {
  private final FlinkRest flink;
  private Map<String, HeldUp> runs = new HashMap<>();

  BackpressureProbe(PlatformAddresses platform) {
    this.flink = new FlinkRest(platform.flink());
  }

  @Override
  public List<Sample> read() {
    List<Sample> samples = new ArrayList<>();
    Map<String, HeldUp> seen = new HashMap<>();
    for (JobSummary run : flink.jobs()) {
      if (run.state() == JobState.RUNNING) {
        HeldUp heldUp = runs.getOrDefault(run.id(), new HeldUp());
        seen.put(run.id(), heldUp);
        heldUp
            .ratio(flink.details(run.id()))
            .ifPresent(ratio -> samples.add(Sample.of(Metric.JOB_BACKPRESSURE, ratio, run.name())));
      }
    }
    runs = seen;
    return samples;
  }
}
