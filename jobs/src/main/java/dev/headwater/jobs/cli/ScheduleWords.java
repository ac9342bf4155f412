package dev.headwater.jobs.cli;

import dev.headwater.jobs.schedule.ScheduledRun;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A schedule as a table for a person and as documents for a program. */
final class ScheduleWords {
  private ScheduleWords() {}

  static String text(List<ScheduledRun> runs) {
    TextTable table = new TextTable("scheduled", "at (UTC)", "last", "took", "outcome", "next");
    for (ScheduledRun run : runs) {
      table.row(
          run.job(),
          run.time().orElse("off"),
          run.started().map(ScheduleWords::seconds).orElse(""),
          run.took().map(took -> took.toSeconds() + " s").orElse(""),
          run.outcome(),
          run.next().map(ScheduleWords::seconds).orElse(""));
    }
    return table.text();
  }

  private static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static List<Map<String, Object>> document(List<ScheduledRun> runs) {
    List<Map<String, Object>> documents = new ArrayList<>();
    for (ScheduledRun run : runs) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("name", run.job());
      document.put("time", run.time().orElse(null));
      document.put("last", run.started().map(Instant::toString).orElse(null));
      document.put("seconds", run.took().map(Duration::toSeconds).orElse(null));
      document.put("outcome", run.outcome());
      document.put("failed", run.failed());
      document.put("next", run.next().map(Instant::toString).orElse(null));
      documents.add(document);
    }
    return documents;
  }
}
