package dev.headwater.jobs.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.jobs.cli.options.PlatformLocation;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.Terminal;
import dev.headwater.jobs.cli.words.TextTable;
import dev.headwater.jobs.query.Query;
import dev.headwater.jobs.query.QueryClient;
import dev.headwater.jobs.query.QueryClient.Ask;
import dev.headwater.lake.union.Side;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers one question. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = {
      "Read tables and views: hot and history as one, each row once, as of now.",
      "`up` names the address of a page that does the same in a browser."
    })
public final class QueryCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SQL", description = "One SELECT.")
  String sql;

  @ArgGroup(exclusive = true)
  Output output = new Output();

  @ArgGroup(exclusive = true)
  OneSide oneSide = new OneSide();

  @Option(
      names = "--explain",
      description = "Instead of the answer: lake files, rows and tail offsets per table.")
  boolean explain;

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

    @Option(
        names = "--at",
        paramLabel = "SNAPSHOT|TIME",
        description = {
          "History as of a snapshot of the lake, by its id, or as of a time, as 2024-03-10T07:00:00Z.",
          "A time means of each table the newest snapshot that is not later."
        })
    String at;
  }

  @Override
  public Integer call() throws IOException {
    String statement = Query.reading(sql);
    QueryClient client = new QueryClient(location.queryServer());
    Thread cancel = new Thread(client::cancel, "query-cancel");
    Runtime.getRuntime().addShutdownHook(cancel);
    if (output.json || output.csv) {
      try (InputStream answer = answer(client, statement)) {
        answer.transferTo(Terminal.rows());
      }
      Terminal.rows().flush();
    } else {
      print(QueryClient.document(answer(client, statement)));
    }
    Runtime.getRuntime().removeShutdownHook(cancel);
    return ExitCode.DONE;
  }

  private InputStream answer(QueryClient client, String statement) {
    return oneSide.at == null
        ? client.ask(ask(), statement, side())
        : client.askAt(oneSide.at, ask(), statement);
  }

  private Ask ask() {
    return explain ? Ask.EXPLANATION : output.csv ? Ask.ROWS_AS_CSV : Ask.ROWS_AS_JSON;
  }

  private Side side() {
    return oneSide.hot ? Side.HOT : oneSide.history ? Side.HISTORY : Side.ALL;
  }

  private static void print(JsonNode answer) {
    TextTable table = new TextTable(texts(answer.path("columns")));
    answer.path("rows").forEach(row -> table.row(texts(row)));
    System.out.print(table.text());
    System.err.printf("%,d rows%n", answer.path("rows").size());
  }

  private static List<String> texts(JsonNode values) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.isNull() ? "" : value.asText()));
    return texts;
  }
}
