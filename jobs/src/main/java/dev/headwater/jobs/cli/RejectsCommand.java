package dev.headwater.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.jobs.rejects.Rejects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Commands about what ingest refused. */
@Command(
    name = "rejects",
    mixinStandardHelpOptions = true,
    description = "Show what ingest refused and why, and ingest it once more after a mend.",
    subcommands = {
      RejectsCommand.ListCommand.class,
      RejectsCommand.ShowCommand.class,
      RejectsReplayCommand.class
    })
final class RejectsCommand {
  private static final int EXAMPLE = 60;

  private static String time(JsonNode value) {
    return value.isNull() ? "" : value.asText();
  }

  private static Map<String, Object> named(List<String> names, JsonNode row) {
    Map<String, Object> document = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      document.put(names.get(i), row.get(i));
    }
    return document;
  }

  /** Counts by reason. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Show how many records each table refused for which reason, with an example.")
  static final class ListCommand implements Callable<Integer> {
    private static final List<String> NAMES =
        List.of("table", "reason", "records", "first_seen", "last_seen");

    @Mixin RejectFilterOptions which = new RejectFilterOptions();

    @Option(names = "--json", description = "Print one JSON document instead of a table.")
    boolean json;

    @Mixin PlatformLocation location = new PlatformLocation();

    @Override
    public Integer call() {
      JsonNode rows = new Rejects(location.queryServer()).summary(which.filter()).path("rows");
      if (json) {
        List<Map<String, Object>> documents = new ArrayList<>();
        for (JsonNode row : rows) {
          Map<String, Object> document = named(NAMES, row);
          Map<String, Object> example = new LinkedHashMap<>();
          example.put("source", row.get(5));
          example.put("position", row.get(6));
          example.put("detail", row.get(7));
          example.put("payload", row.get(8));
          document.put("example", example);
          documents.add(document);
        }
        Json.print(Map.of("rejects", documents));
        return ExitCode.DONE;
      }
      TextTable table =
          new TextTable("table", "reason", "records", "first seen", "last seen", "example");
      for (JsonNode row : rows) {
        table.row(
            row.get(0).asText(),
            row.get(1).asText(),
            "%,d".formatted(row.get(2).asLong()),
            time(row.get(3)),
            time(row.get(4)),
            shortened(row.get(8).asText("")));
      }
      System.out.print(table.text());
      return ExitCode.DONE;
    }

    private static String shortened(String payload) {
      String line = payload.replaceAll("\\p{Cntrl}", "�");
      return line.length() <= EXAMPLE ? line : line.substring(0, EXAMPLE - 1) + "…";
    }
  }

  /** The records themselves. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description =
          "Show refused records, the newest first: payload, reason and where they came from.")
  static final class ShowCommand implements Callable<Integer> {
    private static final List<String> NAMES =
        List.of(
            "table",
            "reason",
            "source",
            "position",
            "format",
            "record_time",
            "recorded_at",
            "detail",
            "header",
            "payload");

    @Mixin RejectFilterOptions which = new RejectFilterOptions();

    @Option(
        names = "--limit",
        paramLabel = "N",
        description = "At most so many (default: ${DEFAULT-VALUE}).")
    int limit = 20;

    @Option(names = "--json", description = "Print one JSON document instead of words.")
    boolean json;

    @Mixin PlatformLocation location = new PlatformLocation();

    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      if (limit < 1) {
        throw new ParameterException(spec.commandLine(), "--limit must be 1 or more, not " + limit);
      }
      JsonNode rows =
          new Rejects(location.queryServer()).newest(which.filter(), limit).path("rows");
      if (json) {
        List<Map<String, Object>> documents = new ArrayList<>();
        rows.forEach(row -> documents.add(named(NAMES, row)));
        Json.print(Map.of("rejects", documents));
      } else {
        rows.forEach(ShowCommand::print);
        System.err.printf("%,d rejected records shown%n", rows.size());
      }
      return ExitCode.DONE;
    }

    private static void print(JsonNode row) {
      System.out.printf(
          "%s  %s  %s, position %d, set aside %s%n",
          row.get(0).asText(),
          row.get(1).asText(),
          row.get(2).asText(),
          row.get(3).asLong(),
          time(row.get(6)));
      System.out.printf("  %s%n", row.get(7).asText(""));
      if (!row.get(8).isNull()) {
        System.out.printf("  header   %s%n", row.get(8).asText());
      }
      System.out.printf("  payload  %s%n%n", row.get(9).asText(""));
    }
  }
}
