package dev.headwater.jobs.cli;

import dev.headwater.lake.TableDefinition;
import dev.headwater.lake.TableDefinitions;
import dev.headwater.lake.TableProgress;
import dev.headwater.lake.TableProgressReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.fluss.metadata.TableDescriptor;
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
final class TablesCommand {

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
      List<Map<String, Object>> rows = new ArrayList<>();
      try (TableProgressReader reader =
          new TableProgressReader(location.storage().bootstrapServers())) {
        Map<String, TableProgress> progress =
            reader.read().stream()
                .collect(Collectors.toMap(TableProgress::table, Function.identity()));
        for (TableDefinition table : TableDefinitions.load().all()) {
          rows.add(row(table, progress.get(table.name())));
        }
      }
      if (json) {
        Json.print(Map.of("tables", rows));
      } else {
        TextTable table =
            new TextTable("table", "key", "engine", "partition", "lake", "log records");
        rows.forEach(row -> table.row(new ArrayList<>(row.values())));
        System.out.print(table.text());
      }
      return ExitCode.DONE;
    }

    private static Map<String, Object> row(TableDefinition table, TableProgress progress) {
      TableDescriptor descriptor = table.descriptor();
      List<String> key = descriptor.getSchema().getPrimaryKeyColumnNames();
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("table", table.name());
      row.put("key", String.join(", ", key));
      row.put(
          "engine",
          key.isEmpty()
              ? "log"
              : descriptor.getProperties().getOrDefault("table.merge-engine", "upsert"));
      row.put("partition", String.join(", ", descriptor.getPartitionKeys()));
      row.put("lake", table.inLake() ? "yes" : "no");
      row.put("log_records", progress == null ? 0L : progress.written());
      return row;
    }
  }
}
