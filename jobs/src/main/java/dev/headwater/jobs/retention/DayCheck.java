package dev.headwater.jobs.retention;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.flink.JobSummary;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.settle.PlatformSettle;
import dev.headwater.jobs.settle.SettleReport;
import dev.headwater.lake.catalogs.Catalogs;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.cold.ColdCatalog;
import dev.headwater.lake.cold.archive.Archive;
import dev.headwater.lake.cold.archive.ArchivedTable;
import dev.headwater.lake.cold.archive.HotPartitions;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells why a hot day may not be dropped yet: by comparing, never by assuming. */
final class DayCheck {
  private static final JobDefinitions JOBS = JobDefinitions.load();
  private static final Duration SETTLE = Duration.ofMinutes(5);

  private final PlatformAddresses platform;
  private final Catalogs catalogs;

  DayCheck(PlatformAddresses platform, Catalogs catalogs) {
    this.platform = platform;
    this.catalogs = catalogs;
  }

  /** The reason for each day that has one. */
  Map<HotDay, String> reasonsToKeep(FlussClient client, Collection<HotDay> days) {
    Map<HotDay, String> reasons = new LinkedHashMap<>();
    if (days.isEmpty()) {
      return reasons;
    }
    Map<HotDay, List<Long>> ends = ends(client, days);
    addMissingReaders(reasons, days);
    if (reasons.size() < days.size()) {
      SettleReport settled = PlatformSettle.settle(platform, SETTLE);
      if (!settled.isSettled()) {
        String behind = "a job has not read it: " + String.join("; ", settled.messages());
        days.forEach(day -> reasons.putIfAbsent(day, behind));
      }
    }
    if (reasons.size() < days.size()) {
      addFaultsOfArchive(reasons, client, days);
    }
    Map<HotDay, List<Long>> endsNow = ends(client, days);
    days.stream()
        .filter(day -> !ends.get(day).equals(endsNow.get(day)))
        .forEach(day -> reasons.putIfAbsent(day, "rows are still written to it"));
    return reasons;
  }

  private static Map<HotDay, List<Long>> ends(FlussClient client, Collection<HotDay> days) {
    Map<HotDay, List<Long>> ends = new LinkedHashMap<>();
    days.forEach(
        day -> ends.put(day, new HotPartitions(client, day.table().name()).ends(day.day())));
    return ends;
  }

  /** Jobs that do not run would find the day gone when they are started. */
  private void addMissingReaders(Map<HotDay, String> reasons, Collection<HotDay> days) {
    Set<String> running =
        new FlinkRest(platform.flink())
            .jobs().stream()
                .filter(job -> job.state().isAlive())
                .map(JobSummary::name)
                .collect(Collectors.toSet());
    for (HotDay day : days) {
      Optional<String> missing =
          JOBS.all().stream()
              .filter(job -> job.uses(day.table().name()) || job.name().equals(day.source().job()))
              .map(JobDefinition::name)
              .filter(job -> !running.contains(job))
              .findFirst();
      missing.ifPresent(job -> reasons.put(day, "job " + job + " does not run"));
    }
  }

  private void addFaultsOfArchive(
      Map<HotDay, String> reasons, FlussClient client, Collection<HotDay> days) {
    try (ColdCatalog cold = new ColdCatalog(catalogs)) {
      Archive archive = new Archive(client, cold);
      Set<String> hotEvents =
          Set.copyOf(new HotPartitions(client, ArchivedTable.EVENTS.table()).days());
      for (ArchivedTable source : ArchivedTable.values()) {
        Set<String> sourceDays = new TreeSet<>();
        days.stream()
            .filter(day -> day.source() == source && !reasons.containsKey(day))
            .forEach(day -> sourceDays.addAll(day.sourceDays()));
        if (source == ArchivedTable.EVENTS) {
          // What is not hot any more was compared before it went.
          sourceDays.retainAll(hotEvents);
        }
        Map<String, String> faults = archive.faults(source, sourceDays);
        for (HotDay day : days) {
          if (day.source() == source) {
            day.sourceDays().stream()
                .filter(faults::containsKey)
                .findFirst()
                .ifPresent(fault -> reasons.putIfAbsent(day, faults.get(fault)));
          }
        }
      }
    }
  }
}
