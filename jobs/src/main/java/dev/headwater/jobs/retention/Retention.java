package dev.headwater.jobs.retention;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.run.JobRunner;
import dev.headwater.lake.Causes;
import dev.headwater.lake.catalogs.Catalogs;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.cold.archive.ArchivedTable;
import dev.headwater.lake.cold.archive.HotPartitions;
import dev.headwater.lake.progress.HotHorizon;
import dev.headwater.lake.tables.TableDefinition;
import dev.headwater.lake.tables.TableDefinitions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops hot days that nobody looks into any more: older than the hot horizon, the longest window
 * and a day, by event time. A day goes only when nothing has been written to it for a while, all
 * jobs have read it, and the archive holds every row that it comes from.
 */
public final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final JobDefinitions JOBS = JobDefinitions.load();

  private final TableDefinitions tables;
  private final Catalogs catalogs;
  private final RetentionFile file;
  private final JobRunner runner;
  private final DayCheck check;
  private final Duration quiet;
  private final Set<String> toReplace = new HashSet<>();

  /**
   * Retention of one platform.
   *
   * @param quiet how long a day has to be old before it goes: longer than an ingest takes from
   *     judging a record by the horizon to writing it
   */
  public Retention(
      PlatformAddresses platform,
      Catalogs catalogs,
      TableDefinitions tables,
      JobRunner runner,
      Duration quiet) {
    this.tables = tables;
    this.catalogs = catalogs;
    this.file = new RetentionFile(catalogs.directory());
    this.runner = runner;
    this.check = new DayCheck(platform, catalogs);
    this.quiet = quiet;
  }

  /** Looks once, drops what may go, and writes the report that {@code status} shows. */
  public RetentionReport look() {
    RetentionReport before = file.read();
    try (FlussClient client = new FlussClient(catalogs.bootstrapServers())) {
      replaceJobs();
      Optional<LocalDate> oldest = oldestLookedInto(HotHorizon.read(client));
      RetentionReport report =
          oldest.isPresent()
              ? look(client, oldest.get(), before)
              : new RetentionReport(
                  Instant.now().toString(), null, before.droppedBefore(), List.of(), List.of());
      file.write(report);
      return report;
    }
  }

  /** The same for a schedule: a failure is logged, and the next look tries again. */
  public void lookQuietly() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.warn("retention could not look cause={}", Causes.deepest(e));
    }
  }

  private Optional<LocalDate> oldestLookedInto(HotHorizon horizon) {
    if (horizon.newest().isEmpty() || horizon.days().isEmpty()) {
      return Optional.empty();
    }
    Duration lookedInto = Duration.ofDays(horizon.days().get() + tables.longestLookbackDays() + 1L);
    return Optional.of(
        LocalDate.ofInstant(horizon.newest().get().minus(lookedInto), ZoneOffset.UTC));
  }

  private RetentionReport look(FlussClient client, LocalDate oldest, RetentionReport before) {
    Map<String, String> since =
        before.kept().stream()
            .collect(Collectors.toMap(kept -> kept.table() + " " + kept.day(), KeptDay::since));
    Instant now = Instant.now();
    List<KeptDay> kept = new ArrayList<>();
    List<HotDay> ripe = new ArrayList<>();
    for (HotDay day : olderThan(client, oldest)) {
      Instant found = Instant.parse(since.getOrDefault(day.toString(), now.toString()));
      if (found.plus(quiet).isAfter(now)) {
        kept.add(
            kept(day, found, "it has been so old for less than " + quiet.toMinutes() + " min"));
      } else {
        ripe.add(day);
      }
    }
    Map<HotDay, String> reasons = check.reasonsToKeep(client, ripe);
    List<HotDay> free = new ArrayList<>();
    for (HotDay day : ripe) {
      if (reasons.containsKey(day)) {
        Instant found = Instant.parse(since.getOrDefault(day.toString(), now.toString()));
        kept.add(kept(day, found, reasons.get(day)));
      } else {
        free.add(day);
      }
    }
    String droppedBefore = before.droppedBefore();
    if (!free.isEmpty()) {
      // Noted before it is done: no start may take the events of these days for new ones.
      droppedBefore = later(droppedBefore, oldest.toString());
      file.write(
          new RetentionReport(now.toString(), oldest.toString(), droppedBefore, kept, List.of()));
      drop(client, free);
      replaceJobs();
    }
    kept.forEach(
        day -> LOG.info("kept table={} day={} because={}", day.table(), day.day(), day.reason()));
    List<String> dropped = free.stream().map(HotDay::toString).toList();
    LOG.info("retention has looked oldest={} dropped={}", oldest, dropped);
    return new RetentionReport(now.toString(), oldest.toString(), droppedBefore, kept, dropped);
  }

  private static String later(String one, String other) {
    return one == null || one.compareTo(other) < 0 ? other : one;
  }

  /** Days that are made of others go first: while a source is there it can be compared again. */
  private void drop(FlussClient client, List<HotDay> days) {
    days.sort((a, b) -> Boolean.compare(a.isSource(), b.isSource()));
    for (HotDay day : days) {
      afterDrop(day.table());
      new HotPartitions(client, day.table().name()).drop(day.day());
    }
  }

  private static KeptDay kept(HotDay day, Instant since, String reason) {
    return new KeptDay(day.table().name(), day.day(), since.toString(), reason);
  }

  private List<HotDay> olderThan(FlussClient client, LocalDate oldest) {
    List<HotDay> days = new ArrayList<>();
    for (TableDefinition table : tables.all()) {
      if (table.archivedAs().isPresent()) {
        new HotPartitions(client, table.name())
            .days().stream()
                .filter(day -> day.compareTo(oldest.toString()) < 0)
                .forEach(day -> days.add(new HotDay(table, day)));
      }
    }
    return days;
  }

  /**
   * A client of Fluss that has met a partition asks for it for ever once it is gone. Orders have no
   * horizon: those who write or look into their days may be asked to again, and get new clients.
   */
  private void afterDrop(TableDefinition dropped) {
    for (JobDefinition job : JOBS.all()) {
      boolean writes = job.writes(dropped.name()) && job.uses(ArchivedTable.ORDERS.table());
      boolean looksInto = job.uses(dropped.name()) && job.promise().deltaJoins() > 0;
      if (writes || looksInto) {
        toReplace.add(job.name());
      }
    }
  }

  private void replaceJobs() {
    for (JobDefinition job : JOBS.all()) {
      if (toReplace.contains(job.name())) {
        runner.replace(job);
        toReplace.remove(job.name());
      }
    }
  }
}
