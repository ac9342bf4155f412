package dev.headwater.jobs.status;

import dev.headwater.jobs.retention.RetentionReport;
import dev.headwater.jobs.schedule.ScheduledRun;
import dev.headwater.lake.cold.feed.FeedState;
import dev.headwater.lake.progress.HotHorizon;
import java.util.List;
import java.util.Set;

/**
 * A platform at one moment.
 *
 * @param components its parts
 * @param jobs the jobs that it is to run, and others that run
 * @param tables its tables
 * @param feeds tables that follow the cold catalog
 * @param ingests from live sources, running or lately silent
 * @param horizon clock of the hot horizon
 * @param retention which old days are still hot, and why
 * @param schedule what runs when; empty when nothing is known of it
 */
public record Status(
    List<Part> components,
    List<Part> jobs,
    List<TableStatus> tables,
    List<FeedState> feeds,
    List<LiveIngestStatus> ingests,
    HotHorizon horizon,
    RetentionReport retention,
    List<ScheduledRun> schedule) {
  public Status {
    components = List.copyOf(components);
    jobs = List.copyOf(jobs);
    tables = List.copyOf(tables);
    feeds = List.copyOf(feeds);
    ingests = List.copyOf(ingests);
    schedule = List.copyOf(schedule);
  }

  /** The same, with jobs that may stand still. */
  public Status without(Set<String> left) {
    List<Part> all =
        jobs.stream()
            .map(
                job ->
                    left.contains(job.name())
                        ? new Part(job.name(), job.state(), true, job.detail())
                        : job)
            .toList();
    return new Status(components, all, tables, feeds, ingests, horizon, retention, schedule);
  }

  /** Whether every part and every job does its work. */
  public boolean isReady() {
    return components.stream().allMatch(Part::ready) && jobs.stream().allMatch(Part::ready);
  }
}
