package dev.headwater.batch.load;

import dev.headwater.batch.run.WorkReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What loading a file has done.
 *
 * @param file where the records came from
 * @param table where they went
 * @param dryRun whether nothing was to be written
 * @param read records in the file
 * @param appended new versions; those that would be appended in a dry run
 * @param older records older than the newest version known
 * @param bad every bad record; when there is one, nothing was appended
 * @param seconds how long it took
 */
record LoadReport(
    String file,
    LoadedTable table,
    boolean dryRun,
    long read,
    long appended,
    List<Line> older,
    List<Line> bad,
    double seconds)
    implements WorkReport {
  /**
   * A line of the file.
   *
   * @param number counted from 1
   * @param reason why it was not loaded
   */
  record Line(long number, String reason) {
    private Map<String, Object> document() {
      return Map.of("line", number, "reason", reason);
    }
  }

  LoadReport {
    older = List.copyOf(older);
    bad = List.copyOf(bad);
  }

  @Override
  public boolean isGood() {
    return bad.isEmpty();
  }

  @Override
  public String words() {
    List<String> lines = new ArrayList<>();
    bad.forEach(line -> lines.add("line %d: %s".formatted(line.number(), line.reason())));
    older.forEach(
        line -> lines.add("line %d is ignored: %s".formatted(line.number(), line.reason())));
    lines.add(
        isGood()
            ? "%s: %,d records read, %,d new versions %s, %,d unchanged, %,d older ones ignored, %.1f s"
                .formatted(
                    table,
                    read,
                    appended,
                    dryRun ? "would be appended" : "appended",
                    unchanged(),
                    older.size(),
                    seconds)
            : "%s: nothing was loaded: %,d of %,d records in %s are bad; mend them and load it again"
                .formatted(table, bad.size(), read, file));
    return String.join("\n", lines);
  }

  private long unchanged() {
    return isGood() ? read - appended - older.size() : 0;
  }

  @Override
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("table", table.toString());
    document.put("file", file);
    document.put("dry_run", dryRun);
    document.put("read", read);
    document.put("appended", appended);
    document.put("unchanged", unchanged());
    document.put("older", older.stream().map(Line::document).toList());
    document.put("bad", bad.stream().map(Line::document).toList());
    document.put("seconds", seconds);
    return document;
  }
}
