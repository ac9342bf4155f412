package dev.headwater.jobs.evolve;

import dev.headwater.jobs.query.QueryClient;
import dev.headwater.lake.catalogs.Catalogs;
import dev.headwater.lake.cold.ColdCatalog;
import dev.headwater.lake.cold.ColdTables;
import dev.headwater.lake.cold.archive.ArchivedTable;
import dev.headwater.lake.tables.DefinitionFile;
import dev.headwater.lake.tables.TableDefinition;
import dev.headwater.lake.tables.TableDefinitions;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.fluss.metadata.Schema;

/**
 * Adds a column to a table that is in use. The files come first: they say what is wanted, and what
 * follows them is done again by the same command, or by the next start, when it is killed between.
 *
 * @param catalogs where the platform's data lives
 * @param queryServer that is to know the column at the end
 * @param words told of every step
 */
public record TableEvolution(Catalogs catalogs, URI queryServer, Consumer<String> words) {
  /** Tables whose columns are those of a query. */
  private static final String FED_BY_COLD = "campaigns";

  /**
   * Adds it everywhere.
   *
   * @throws IllegalArgumentException when there is no such table, or the column is there and is
   *     another
   */
  public void add(NewColumn column) {
    Optional<ArchivedTable> archived =
        Arrays.stream(ArchivedTable.values())
            .filter(table -> table.table().equals(column.table()))
            .findFirst();
    requireAddable(column);
    file(
        "lake/sql/tables/" + column.table() + ".sql",
        column,
        text -> DefinitionFile.withColumn(text, column.declaration(column.type())));
    archived.ifPresent(
        table -> {
          file(
              "lake/sql/cold/" + table.archive() + ".sql",
              column,
              text -> DefinitionFile.withColumn(text, column.declaration(column.archiveType())));
          file("jobs/sql/" + table.job() + ".sql", column, text -> selected(text, column.name()));
        });
    TableDefinitions.load().addColumns(catalogs.bootstrapServers(), column.table());
    words.accept("Fluss and the lake have " + column.table() + "." + column.name());
    archived.ifPresent(
        table -> {
          try (ColdCatalog cold = new ColdCatalog(catalogs)) {
            ColdTables.load().apply(cold);
          }
          words.accept("cold." + table.archive() + " has it");
        });
    new QueryClient(queryServer)
        .rows("SELECT " + column.name() + " FROM " + column.table() + " LIMIT 0");
    words.accept("queries have it");
  }

  private static void requireAddable(NewColumn column) {
    TableDefinition table = known(column.table());
    if (column.table().equals(FED_BY_COLD)) {
      throw new IllegalArgumentException(
          "campaigns has the columns of cold.marketing.campaigns, which it follows; they cannot be"
              + " added to");
    }
    Optional<Schema.Column> there = there(table, column.name());
    if (there.isPresent() && !there.get().getDataType().toString().equals(column.type())) {
      throw new IllegalArgumentException(
          retyped(column.table(), column.name(), there.get().getDataType().toString()));
    }
  }

  private static TableDefinition known(String name) {
    Collection<TableDefinition> tables = TableDefinitions.load().all();
    return tables.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no table '%s'; the tables are %s"
                        .formatted(
                            name,
                            tables.stream()
                                .map(TableDefinition::name)
                                .collect(Collectors.joining(", ")))));
  }

  private static Optional<Schema.Column> there(TableDefinition table, String column) {
    return table.descriptor().getSchema().getColumns().stream()
        .filter(one -> one.getName().equals(column))
        .findFirst();
  }

  /** Why a column keeps its type, and the way there is. */
  private static String retyped(String table, String column, String type) {
    return ("%1$s.%2$s is %3$s and keeps its type: the rows that are there, hot, in the lake and in"
            + " the archive, were written with it. Add a column of the new type under another"
            + " name (tables evolve %1$s ADD %2$s_2 TYPE), send that one, and read"
            + " COALESCE(%2$s_2, CAST(%2$s AS TYPE))")
        .formatted(table, column, type);
  }

  /**
   * Why a column is not changed, and the way there is.
   *
   * @throws IllegalArgumentException always, with both in words
   */
  public static void refuse(String table, String action, String column) {
    Schema.Column there =
        there(known(table), column)
            .orElseThrow(
                () -> new IllegalArgumentException(table + " has no column '" + column + "'"));
    if (!action.equals("DROP")) {
      throw new IllegalArgumentException(retyped(table, column, there.getDataType().toString()));
    }
    throw new IllegalArgumentException(
        "%s.%s stays: Fluss only adds columns, and the rows that are there, hot, in the lake and in the archive, hold it. %s"
            .formatted(
                table,
                column,
                there.getDataType().isNullable()
                    ? "Send records without it: it is null from then on. A job or view that reads"
                        + " it can leave it out"
                    : "It is required: a table without it is another table, under another name,"
                        + " with a job that fills it"));
  }

  private interface Change {
    String of(String text);
  }

  private void file(String name, NewColumn column, Change change) {
    DefinitionFile file = DefinitionFile.of(name);
    String text = file.text();
    if (text.lines().anyMatch(line -> line.strip().split("[ ,]", 2)[0].equals(column.name()))) {
      words.accept(file.path() + " has it already");
      return;
    }
    file.replace(change.of(text));
    words.accept(file.path() + " names it now");
  }

  /** The text of an archive's job with one more column behind the last. */
  static String selected(String sql, String column) {
    return sql.replace("\n)\nSELECT", ",\n  " + column + "\n)\nSELECT")
        .replace("\nFROM ", ",\n  " + column + "\nFROM ");
  }
}
