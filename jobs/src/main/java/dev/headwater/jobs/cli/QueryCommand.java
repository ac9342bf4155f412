package dev.headwater.jobs.cli;

import dev.headwater.jobs.query.CellFormat;
import dev.headwater.jobs.query.Query;
import dev.headwater.jobs.sql.SqlColumn;
import dev.headwater.jobs.sql.SqlResult;
import dev.headwater.lake.union.Side;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers one question. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = "Read tables and views: hot and history as one, each row once, as of now.")
final class QueryCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SQL", description = "One SELECT.")
  String sql;

  @ArgGroup(exclusive = true)
  Output output = new Output();

  @ArgGroup(exclusive = true)
  OneSide oneSide = new OneSide();

  @Mixin PlatformLocation location = new PlatformLocation();

  /** How rows are written. */
  static final class Output {
    @Option(
        names = "--json",
        description = "One JSON document: {\"columns\":[…],\"rows\":[[…],…]}.")
    boolean json;

    @Option(names = "--csv", description = "CSV with a header.")
    boolean csv;
  }

  /** Which side is read. */
  static final class OneSide {
    @Option(names = "--hot", description = "Only what Fluss holds.")
    boolean hot;

    @Option(names = "--history", description = "Only the newest snapshot of the lake.")
    boolean history;
  }

  @Override
  public Integer call() throws IOException {
    String statement = Query.reading(sql);
    try (Query query = Query.open(location.running().gateway(), side())) {
      Thread cancel = new Thread(query::close, "query-cancel");
      Runtime.getRuntime().addShutdownHook(cancel);
      SqlResult result = query.run(statement);
      Runtime.getRuntime().removeShutdownHook(cancel);
      print(result);
    }
    return ExitCode.DONE;
  }

  private Side side() {
    return oneSide.hot ? Side.HOT : oneSide.history ? Side.HISTORY : Side.ALL;
  }

  private void print(SqlResult result) throws IOException {
    List<String> names = result.columns().stream().map(SqlColumn::name).toList();
    if (output.json) {
      Json.print(document(result, names));
    } else if (output.csv) {
      CSVPrinter csv = new CSVPrinter(System.out, CSVFormat.RFC4180);
      csv.printRecord(names);
      for (List<Object> row : result.rows()) {
        csv.printRecord(texts(result, row));
      }
      csv.flush();
    } else {
      TextTable table = new TextTable(names);
      result.rows().forEach(row -> table.row(texts(result, row)));
      System.out.print(table.text());
      System.err.printf("%,d rows%n", result.rows().size());
    }
  }

  private static Map<String, Object> document(SqlResult result, List<String> names) {
    List<List<Object>> rows = new ArrayList<>();
    for (List<Object> row : result.rows()) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        values.add(CellFormat.json(result.columns().get(i), row.get(i)));
      }
      rows.add(values);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("columns", names);
    document.put("rows", rows);
    return document;
  }

  private static List<String> texts(SqlResult result, List<Object> row) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      texts.add(CellFormat.text(result.columns().get(i), row.get(i)));
    }
    return texts;
  }
}
