package dev.headwater.jobs.cli.demo;

import dev.headwater.jobs.cli.ingest.IngestOptions;
import dev.headwater.jobs.cli.words.StatusWords;
import dev.headwater.jobs.cli.words.Table;
import dev.headwater.jobs.cli.words.TextTable;
import dev.headwater.jobs.demo.DemoReport;
import dev.headwater.jobs.demo.DemoReport.Arrived;
import dev.headwater.jobs.query.CellFormat;
import dev.headwater.jobs.sql.SqlColumn;
import dev.headwater.jobs.sql.SqlResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** A demo's report as a page for a person and as a document for a program. */
final class DemoWords {
  private static final int ROWS = 15;
  private static final Table<Map.Entry<String, Arrived>> INGESTED =
      new Table<Map.Entry<String, Arrived>>()
          .titled("table", Map.Entry::getKey)
          .titled("from", entry -> entry.getValue().source())
          .count("read", "read", entry -> entry.getValue().counts().read())
          .count("accepted", "accepted", entry -> entry.getValue().counts().accepted())
          .count("late", "late", entry -> entry.getValue().counts().late())
          .count("rejected", "rejected", entry -> entry.getValue().counts().rejected());

  private DemoWords() {}

  static String text(DemoReport report) {
    return section(
            "Which touch brought the orders? (first touch on the path, hot and history as one)",
            report.answers().get("attribution"))
        + section("Revenue by channel and attribution model", report.answers().get("models"))
        + section("Orders by reason", report.answers().get("reasons"))
        + section("Sessions by the channel they began with", report.answers().get("sessions"))
        + section("Busiest web log: address and 5 minutes", report.answers().get("hits"))
        + heading("How fresh hot and lake are")
        + StatusWords.tables(report.status())
        + heading("What came in")
        + ingested(report)
        + heading("Against the truth")
        + score(report);
  }

  private static String heading(String words) {
    return Ansi.AUTO.string("\n@|bold,cyan " + words + "|@\n\n");
  }

  /** Nothing when there are no rows: the platform may run without the job that writes them. */
  private static String section(String words, SqlResult result) {
    if (result.rows().isEmpty()) {
      return "";
    }
    TextTable table = new TextTable(result.columns().stream().map(SqlColumn::name).toList());
    result.rows().stream().limit(ROWS).forEach(row -> table.row(cells(result, row)));
    int more = result.rows().size() - ROWS;
    return heading(words) + table.text() + (more > 0 ? "… and " + more + " more\n" : "");
  }

  private static List<String> cells(SqlResult result, List<Object> row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      cells.add(CellFormat.text(result.columns().get(i), row.get(i)));
    }
    return cells;
  }

  private static String ingested(DemoReport report) {
    return INGESTED.text(report.ingested().entrySet());
  }

  private static String score(DemoReport report) {
    String colour = report.isRight() ? "green" : "red";
    return Ansi.AUTO.string(
        "@|bold,%s precision %s  recall %s|@  (%,d right of %,d given and %,d true pairs of order and event)%nsettled %.1f s after the last record, %.1f s in all%n"
            .formatted(
                colour,
                report.score().precision(),
                report.score().recall(),
                report.score().right(),
                report.score().given(),
                report.score().expected(),
                report.settled().toMillis() / 1000.0,
                report.elapsed().toMillis() / 1000.0));
  }

  static Map<String, Object> document(DemoReport report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("precision", report.score().precision());
    document.put("recall", report.score().recall());
    document.put("right", report.score().right());
    document.put("given", report.score().given());
    document.put("expected", report.score().expected());
    document.put("accepted", report.accepted());
    document.put("late", report.late());
    document.put("rejected", report.rejected());
    document.put("settle_seconds", report.settled().toMillis() / 1000.0);
    document.put("seconds", report.elapsed().toMillis() / 1000.0);
    List<Map<String, Object>> ingested = new ArrayList<>();
    report
        .ingested()
        .forEach(
            (table, arrived) -> {
              Map<String, Object> one = IngestOptions.document(table, arrived.counts());
              one.put("source", arrived.source());
              ingested.add(one);
            });
    document.put("ingested", ingested);
    report.answers().forEach((question, answer) -> document.put(question, rows(answer)));
    return document;
  }

  private static List<Map<String, Object>> rows(SqlResult result) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (List<Object> row : result.rows()) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (int i = 0; i < row.size(); i++) {
        values.put(
            result.columns().get(i).name(), CellFormat.json(result.columns().get(i), row.get(i)));
      }
      rows.add(values);
    }
    return rows;
  }
}
