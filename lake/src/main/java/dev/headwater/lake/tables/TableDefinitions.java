package dev.headwater.lake.tables;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.Patience;
import dev.headwater.lake.client.FlussClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.metadata.DatabaseDescriptor;
import org.apache.fluss.metadata.TableChange;
import org.apache.fluss.metadata.TableDescriptor;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every table of the product, from lake/sql/tables: one file, one table, one truth. Immutable. */
public final class TableDefinitions {
  /** The database that holds all tables. */
  public static final String DATABASE = "headwater";

  private static final Logger LOG = LoggerFactory.getLogger(TableDefinitions.class);
  private static final long REQUEST_SECONDS = 60;

  private final SortedMap<String, TableDefinition> byName;

  private TableDefinitions(SortedMap<String, TableDefinition> byName) {
    this.byName = byName;
  }

  /** The definitions the product ships. */
  public static TableDefinitions load() {
    return of(SqlResources.in("lake/sql/tables"));
  }

  /**
   * Reads definitions and checks them against the rules of the lake.
   *
   * @param sqlByName file base name to CREATE TABLE statement
   * @throws LakeException with every broken rule of every file
   */
  public static TableDefinitions of(Map<String, String> sqlByName) {
    DefinitionParser parser = new DefinitionParser();
    SortedMap<String, TableDefinition> parsed = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    sqlByName.forEach(
        (name, sql) -> {
          TableDefinition definition = parser.parse(name, sql);
          parsed.put(name, definition);
          problems.addAll(TableRules.lakeProblems(name, definition.descriptor()));
        });
    if (!problems.isEmpty()) {
      throw LakeException.user(
          "table definitions break rules:\n  " + String.join("\n  ", problems));
    }
    return new TableDefinitions(parsed);
  }

  public Collection<TableDefinition> all() {
    return byName.values();
  }

  /** Some of them: what is asked of the result leaves the others as they are. */
  public TableDefinitions only(Collection<String> names) {
    SortedMap<String, TableDefinition> some = new TreeMap<>(byName);
    some.keySet().retainAll(Set.copyOf(names));
    return new TableDefinitions(some);
  }

  /** The longest window: days that a table is looked into for at most. */
  public int longestLookbackDays() {
    return byName.values().stream().mapToInt(TableDefinition::lookbackDays).max().orElse(0);
  }

  /**
   * Checks that the hot horizon covers every window: what is looked into must still be there.
   *
   * @param days length of the hot horizon
   * @throws LakeException when a table is looked into for longer
   */
  public void requireHorizon(int days) {
    List<String> longer =
        byName.values().stream()
            .filter(table -> table.lookbackDays() > days)
            .map(table -> table.name() + " for " + table.lookbackDays() + " days")
            .toList();
    if (!longer.isEmpty()) {
      throw LakeException.user(
          "a hot horizon of %d days is shorter than the longest window: jobs look into %s; give --hot-days %d or more"
              .formatted(days, String.join(", ", longer), longestLookbackDays()));
    }
  }

  /**
   * Checks what exists and creates what is missing. The options {@code headwater.*} and {@code
   * client.*} follow the definition: they say how a table is used, not how it is stored. Columns
   * that the definition has at its end, and that may be null, are added.
   *
   * @param bootstrapServers Fluss, host:port
   * @throws LakeException when an existing table differs from its file; the message shows both
   */
  public void apply(String bootstrapServers) {
    on(
        bootstrapServers,
        admin -> {
          await(admin.createDatabase(DATABASE, DatabaseDescriptor.EMPTY, true));
          Collection<String> existing = await(admin.listTables(DATABASE));
          follow(admin, existing);
          requireMatch(admin, existing);
          Map<TablePath, TableDescriptor> missing =
              byName.values().stream()
                  .filter(table -> !existing.contains(table.name()))
                  .collect(Collectors.toMap(TableDefinitions::path, TableDefinition::descriptor));
          new TableCreation(admin).create(missing);
          LOG.info("tables are there defined={} created={}", byName.size(), missing.size());
        });
  }

  /**
   * Adds the columns that the definition of one table has at its end. The table's other sides are
   * left as they are.
   *
   * @param bootstrapServers Fluss, host:port
   * @throws LakeException when the table's columns differ otherwise; the message shows both
   */
  public void addColumns(String bootstrapServers, String name) {
    on(
        bootstrapServers,
        admin -> {
          TableDefinition definition = byName.get(name);
          TableInfo table = await(admin.getTableInfo(path(definition)));
          alter(admin, definition, TableDifference.ofNewColumns(definition, table));
          List<String> differences =
              TableDifference.ofColumns(definition, await(admin.getTableInfo(path(definition))));
          if (!differences.isEmpty()) {
            throw LakeException.user(
                String.join("; ", differences)
                    + "; bring the file back to what exists, then run the command again");
          }
        });
  }

  /**
   * Drops tables in Fluss, if they are there. Before {@link #apply} creates them again, what the
   * lake holds of them must be gone: Fluss refuses to create a table over rows that it does not
   * know.
   *
   * @param bootstrapServers Fluss, host:port
   */
  public void drop(String bootstrapServers, Collection<String> names) {
    on(
        bootstrapServers,
        admin -> {
          for (String name : names) {
            await(admin.dropTable(path(byName.get(name)), true));
          }
          LOG.info("tables are dropped, to be made anew tables={}", names);
        });
  }

  /**
   * Checks that every table exists as its file defines it.
   *
   * @param bootstrapServers Fluss, host:port
   * @throws LakeException naming missing tables, or showing both sides of each difference
   */
  public void check(String bootstrapServers) {
    on(
        bootstrapServers,
        admin -> {
          Collection<String> existing = await(admin.listTables(DATABASE));
          List<String> missing =
              byName.keySet().stream().filter(name -> !existing.contains(name)).toList();
          if (!missing.isEmpty()) {
            throw LakeException.user(
                "tables are missing: " + missing + "; start the platform again");
          }
          requireMatch(admin, existing);
        });
  }

  private void follow(Admin admin, Collection<String> existing)
      throws InterruptedException, ExecutionException, TimeoutException {
    for (TableDefinition definition : byName.values()) {
      if (existing.contains(definition.name())) {
        TableInfo table = await(admin.getTableInfo(path(definition)));
        // Fluss takes options and columns one after the other only.
        alter(admin, definition, TableDifference.ofOwnOptions(definition, table));
        alter(admin, definition, TableDifference.ofNewColumns(definition, table));
      }
    }
  }

  private static void alter(Admin admin, TableDefinition definition, List<TableChange> changes)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (!changes.isEmpty()) {
      await(admin.alterTable(path(definition), changes, false));
      LOG.info("the table follows its file table={} changes={}", definition.name(), changes);
    }
  }

  private void requireMatch(Admin admin, Collection<String> existing)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<String> differences = new ArrayList<>();
    for (TableDefinition definition : byName.values()) {
      if (existing.contains(definition.name())) {
        differences.addAll(
            TableDifference.between(definition, await(admin.getTableInfo(path(definition)))));
      }
    }
    TableDifference.requireNone(differences);
  }

  private static TablePath path(TableDefinition definition) {
    return TablePath.of(DATABASE, definition.name());
  }

  private interface Work {
    void with(Admin admin) throws InterruptedException, ExecutionException, TimeoutException;
  }

  private static void on(String bootstrapServers, Work work) {
    try (FlussClient client = new FlussClient(bootstrapServers)) {
      work.with(client.admin());
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw Patience.ended("the table definitions cannot be applied on " + bootstrapServers, e);
    }
  }

  private static <T> T await(CompletableFuture<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(REQUEST_SECONDS, TimeUnit.SECONDS);
  }
}
