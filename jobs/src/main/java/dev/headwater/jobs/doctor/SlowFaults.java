package dev.headwater.jobs.doctor;

import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.retention.KeptDay;
import dev.headwater.jobs.retention.RetentionReport;
import dev.headwater.lake.progress.TableProgress;
import dev.headwater.lake.progress.TableProgressReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks for what a platform works with for a while: nothing fails, until a disk is full. */
final class SlowFaults {
  private static final Duration TIERED_WITHIN = Duration.ofMinutes(10);
  private static final Duration DROPPED_WITHIN = Duration.ofDays(1);

  /** Beyond what a busy machine explains. */
  private static final Duration APART = Duration.ofSeconds(5);

  private SlowFaults() {}

  /** Records that wait longer than the freshness of any table. */
  static Finding tiering(TableProgressReader reader) {
    return tiering(reader.readUntil(Instant.now().minus(TIERED_WITHIN)));
  }

  static Finding tiering(List<TableProgress> untilThen) {
    String waiting =
        untilThen.stream()
            .filter(table -> table.pending() > 0)
            .map(table -> "%,d of %s".formatted(table.pending(), table.table()))
            .collect(Collectors.joining(", "));
    return waiting.isEmpty()
        ? Finding.good(
            "tiering", "no record waits for %d minutes".formatted(TIERED_WITHIN.toMinutes()))
        : Finding.fault(
            "tiering",
            "records wait for more than %d minutes: %s"
                .formatted(TIERED_WITHIN.toMinutes(), waiting),
            "it is started again by itself; if this stays, docs/runbook/TieringStalled.md tells how to look");
  }

  static Finding days(RetentionReport retention, Instant now) {
    List<KeptDay> blocked =
        retention.kept().stream()
            .filter(day -> Instant.parse(day.since()).isBefore(now.minus(DROPPED_WITHIN)))
            .toList();
    return blocked.isEmpty()
        ? Finding.good("old days", "none is kept for longer than it takes to archive it")
        : Finding.fault(
            "old days",
            blocked.stream()
                .map(day -> "%s of %s is kept: %s".formatted(day.day(), day.table(), day.reason()))
                .collect(Collectors.joining("; ")),
            "docs/runbook/RetentionBlocked.md tells what each reason needs");
  }

  /** Compares this machine's clock with that of Flink, which tells it with each job. */
  static Optional<Finding> clock(FlinkRest flink) {
    return flink.jobs().stream()
        .findFirst()
        .map(job -> flink.details(job.id()).path("now").asLong())
        .map(now -> clock(Instant.ofEpochMilli(now), Instant.now()));
  }

  static Finding clock(Instant theirs, Instant ours) {
    Duration apart = Duration.between(theirs, ours);
    return apart.abs().compareTo(APART) <= 0
        ? Finding.good("clocks", "this machine and the platform agree")
        : Finding.fault(
            "clocks",
            "this machine's clock is %d s %s the platform's"
                .formatted(apart.abs().toSeconds(), apart.isNegative() ? "behind" : "ahead of"),
            "set both by NTP: latencies, and what counts as future, are told by them");
  }
}
