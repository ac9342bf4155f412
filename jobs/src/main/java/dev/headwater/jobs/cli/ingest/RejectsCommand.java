package dev.headwater.jobs.cli.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.jobs.cli.options.PlatformLocation;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.Json;
import dev.headwater.jobs.cli.words.Table;
import dev.headwater.jobs.cli.words.Visible;
import dev.headwater.jobs.rejects.Rejects;
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
public final class RejectsCommand {
  private static final int EXAMPLE = 60;

  /** Counts by reason. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Show how many records each table refused for which reason, with an example.")
  static final class ListCommand implements Callable<Integer> {
    private static final Table<JsonNode> NEWEST =
        new Table<JsonNode>()
            .named("source", row -> row.get(5))
            .named("position", row -> row.get(6))
            .named("detail", row -> row.get(7))
            .named("payload", row -> row.get(8));
    private static final Table<JsonNode> TABLE =
        new Table<JsonNode>()
            .both("table", "table", row -> row.get(0).asText())
            .both("reason", "reason", row -> row.get(1).asText())
            .count("records", "records", row -> row.get(2).asLong())
            .both("first seen", "first_seen", row -> row.get(3).textValue())
            .both("last seen", "last_seen", row -> row.get(4).textValue())
            .titled("example", row -> shortened(row.get(8).asText("")))
            .named("example", NEWEST::document);

    @Mixin RejectFilterOptions which = new RejectFilterOptions();

    @Option(names = "--json", description = "Print one JSON document instead of a table.")
    boolean json;

    @Mixin PlatformLocation location = new PlatformLocation();

    @Override
    public Integer call() {
      TABLE.print(json, "rejects", new Rejects(location.queryServer()).summary(which.filter()));
      return ExitCode.DONE;
    }

    private static String shortened(String payload) {
      String line = Visible.word(payload);
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
    private static final Table<JsonNode> DOCUMENT =
        new Table<JsonNode>()
            .named("table", row -> row.get(0))
            .named("reason", row -> row.get(1))
            .named("source", row -> row.get(2))
            .named("position", row -> row.get(3))
            .named("format", row -> row.get(4))
            .named("record_time", row -> row.get(5))
            .named("recorded_at", row -> row.get(6))
            .named("detail", row -> row.get(7))
            .named("header", row -> row.get(8))
            .named("payload", row -> row.get(9));

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
      JsonNode rows = new Rejects(location.queryServer()).newest(which.filter(), limit);
      if (json) {
        Json.print(Map.of("rejects", DOCUMENT.documents(rows)));
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
          Visible.word(row.get(2).asText()),
          row.get(3).asLong(),
          row.get(6).asText());
      System.out.printf("  %s%n", Visible.word(row.get(7).asText("")));
      if (!row.get(8).isNull()) {
        System.out.printf("  header   %s%n", Visible.word(row.get(8).asText()));
      }
      System.out.printf("  payload  %s%n%n", Visible.word(row.get(9).asText("")));
    }
  }
}
