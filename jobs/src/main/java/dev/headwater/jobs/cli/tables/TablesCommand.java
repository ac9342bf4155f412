package dev.headwater.jobs.cli.tables;

import dev.headwater.jobs.cli.options.PlatformLocation;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.Table;
import dev.headwater.lake.progress.TableProgressReader;
import dev.headwater.lake.tables.TableDefinition;
import dev.headwater.lake.tables.TableDefinitions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands about the tables. */
@Command(
    name = "tables",
    mixinStandardHelpOptions = true,
    description = "Show the tables, add columns to them and make them anew.",
    subcommands = {
      TablesCommand.ListCommand.class,
      TablesEvolveCommand.class,
      TablesRebuildCommand.class
    })
public final class TablesCommand {

  /** Shows every table: its key, its engine, how much is in it. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Show every table, its key and engine, and how far it is.")
  static final class ListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print one JSON document instead of a table.")
    boolean json;

    @Mixin PlatformLocation location = new PlatformLocation();

    @Override
    public Integer call() {
      Map<String, Long> written = new HashMap<>();
      try (TableProgressReader reader =
          new TableProgressReader(location.storage().bootstrapServers())) {
        reader.read().forEach(table -> written.put(table.table(), table.written()));
      }
      new Table<TableDefinition>()
          .both("table", "table", TableDefinition::name)
          .both("key", "key", table -> String.join(", ", key(table)))
          .both("engine", "engine", ListCommand::engine)
          .both(
              "partition",
              "partition",
              table -> String.join(", ", table.descriptor().getPartitionKeys()))
          .both("lake", "lake", table -> table.inLake() ? "yes" : "no")
          .both("log records", "log_records", table -> written.getOrDefault(table.name(), 0L))
          .print(json, "tables", TableDefinitions.load().all());
      return ExitCode.DONE;
    }

    private static List<String> key(TableDefinition table) {
      return table.descriptor().getSchema().getPrimaryKeyColumnNames();
    }

    private static String engine(TableDefinition table) {
      return key(table).isEmpty()
          ? "log"
          : table.descriptor().getProperties().getOrDefault("table.merge-engine", "upsert");
    }
  }
}
