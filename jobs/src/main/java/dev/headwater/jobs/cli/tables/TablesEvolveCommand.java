package dev.headwater.jobs.cli.tables;

import dev.headwater.jobs.cli.options.Platform;
import dev.headwater.jobs.cli.options.PlatformLocation;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.evolve.NewColumn;
import dev.headwater.jobs.evolve.TableEvolution;
import dev.headwater.lake.cold.archive.ArchivedTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds a column everywhere. */
@Command(
    name = "evolve",
    mixinStandardHelpOptions = true,
    description = {
      "Add an optional column to a table that is in use: tables evolve events ADD coupon STRING",
      "Changes the definition file, Fluss, the lake, the archive and what queries see, in this"
          + " order.",
      "When it is interrupted, the same command goes on."
    })
final class TablesEvolveCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "TABLE", description = "Table.")
  String table;

  @Parameters(index = "1", paramLabel = "ADD", description = "ADD; what else is said is explained.")
  String action;

  @Parameters(index = "2", paramLabel = "COLUMN", description = "Name of the column.")
  String column;

  @Parameters(
      index = "3..*",
      paramLabel = "TYPE",
      description = "STRING, INT, BIGINT, DOUBLE, BOOLEAN, DECIMAL(18, 2) or TIMESTAMP_LTZ(3).")
  List<String> type = List.of();

  @Mixin PlatformLocation location = new PlatformLocation();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    switch (action.toUpperCase(Locale.ROOT)) {
      case "ADD" -> add();
      case "DROP", "ALTER", "MODIFY", "RENAME" ->
          TableEvolution.refuse(table, action.toUpperCase(Locale.ROOT), column);
      default ->
          throw new ParameterException(
              spec.commandLine(), "'" + action + "' is not ADD, which is all that a table can do");
    }
    return ExitCode.DONE;
  }

  private void add() {
    NewColumn added = new NewColumn(table, column, String.join(" ", type));
    Platform platform = Platform.at(location.running());
    new TableEvolution(
            platform.catalogs(), platform.addresses().query(), words -> System.err.println(words))
        .add(added);
    Arrays.stream(ArchivedTable.values())
        .filter(one -> one.table().equals(table))
        .forEach(
            one ->
                System.err.printf(
                    "now restart the job that archives it, before records with %s come: headwater"
                        + " jobs restart %s%n",
                    column, one.job()));
  }
}
