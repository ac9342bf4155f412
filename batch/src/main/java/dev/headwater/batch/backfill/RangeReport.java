package dev.headwater.batch.backfill;

import dev.headwater.batch.compare.TableFindings;
import dev.headwater.batch.compare.WrongRows;
import dev.headwater.batch.recompute.Days;
import dev.headwater.batch.run.WorkReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What verify or backfill did.
 *
 * @param days the days
 * @param wrote whether differences were put right, not only told
 * @param findings what was found, a table each
 * @param lateEvents events that were taken into the archive, or would be
 * @param published days that were written, by table of {@code cold.published}
 * @param seconds how long it took
 */
record RangeReport(
    Days days,
    boolean wrote,
    List<TableFindings> findings,
    long lateEvents,
    Map<String, List<String>> published,
    double seconds)
    implements WorkReport {

  long rowsRead() {
    return findings.stream().mapToLong(TableFindings::rowsRead).sum();
  }

  long rowsWrong() {
    return findings.stream().mapToLong(table -> table.found().all()).sum();
  }

  @Override
  public boolean isGood() {
    return findings.stream().allMatch(wrote ? TableFindings::isSure : TableFindings::isRight);
  }

  @Override
  public String words() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-22s %10s %9s %9s %10s"
            .formatted("table", "rows read", "missing", "invented", "different"));
    for (TableFindings table : findings) {
      WrongRows found = table.found();
      lines.add(
          "%-22s %,10d %,9d %,9d %,10d"
              .formatted(
                  table.mart().table(),
                  table.rowsRead(),
                  found.missing(),
                  found.invented(),
                  found.different()));
      table.examples().forEach(example -> lines.add("  " + example.replace("\n", "\n  ")));
      if (table.stuck() > 0) {
        lines.add(
            "  %,d rows that should not be there cannot be taken away while jobs read %s"
                .formatted(table.stuck(), table.mart().table()));
      }
      if (table.unsure() > 0) {
        lines.add("  %,d rows change faster than they are compared".formatted(table.unsure()));
      }
    }
    published.forEach((table, written) -> lines.add("cold.published." + table + ": " + written));
    lines.add(
        "%s: %,d rows %s, %,d late events %s, %.1f s"
            .formatted(
                days,
                rowsWrong(),
                wrote ? "changed" : "wrong",
                lateEvents,
                wrote ? "archived" : "to archive",
                seconds));
    return String.join("\n", lines);
  }

  @Override
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("from", days.first().toString());
    document.put("to", days.last().toString());
    document.put("wrote", wrote);
    document.put("rows_read", rowsRead());
    document.put(wrote ? "rows_changed" : "rows_wrong", rowsWrong());
    document.put("late_events", lateEvents);
    document.put("tables", findings.stream().map(TableFindings::document).toList());
    document.put("published_days", published);
    document.put("seconds", seconds);
    return document;
  }
}
