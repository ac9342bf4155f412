package dev.headwater.lake.server.mirror;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.Patience;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.server.ask.AsOf;
import dev.headwater.lake.server.ask.ParsedQuery.TableName;
import dev.headwater.lake.server.ask.QueryException;
import dev.headwater.lake.server.duck.DuckErrors;
import dev.headwater.lake.server.duck.Names;
import dev.headwater.lake.server.duck.QueryDatabase;
import dev.headwater.lake.server.duck.QueryParser;
import dev.headwater.lake.server.duck.TableColumns;
import dev.headwater.lake.tables.TableDefinitions;
import dev.headwater.lake.tables.Views;
import dev.headwater.lake.union.Side;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that can be queried: in the schema of each side one view a table, which reads the
 * relation of the table's mirror, and the product's views over those. Thread-safe.
 */
public final class ServedTables implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServedTables.class);

  private final FlussClient fluss;
  private final QueryDatabase database;
  private final LakeFiles lakeFiles;
  private final DuckDBConnection connection;
  private final Map<Served, Mirror> mirrors = new ConcurrentHashMap<>();
  private final Map<Served, TableColumns> tables = new ConcurrentHashMap<>();
  private final Map<String, TableInfo> definitions = new ConcurrentHashMap<>();
  private final Map<Served, Set<TableName>> views = new ConcurrentHashMap<>();

  /** A table or view of one side. */
  private record Served(Side side, String name) {}

  public ServedTables(FlussClient fluss, QueryDatabase database, LakeFiles lakeFiles)
      throws SQLException {
    this.fluss = fluss;
    this.database = database;
    this.lakeFiles = lakeFiles;
    this.connection = database.connect();
    for (Side side : Side.values()) {
      execute("CREATE SCHEMA " + QueryDatabase.DATA + "." + Mirror.schema(side));
      execute("CREATE SCHEMA memory." + Mirror.schema(side));
    }
    learn();
  }

  /**
   * The tables behind some names, views followed to what they read.
   *
   * @param side of names without a schema
   */
  public Set<Mirror> mirrors(Set<TableName> names, Side side) throws SQLException {
    if (!names.stream().flatMap(name -> served(name, side).stream()).allMatch(this::isKnown)) {
      learn();
    }
    Set<Mirror> found = new LinkedHashSet<>();
    names.forEach(name -> follow(name, side, found));
    return found;
  }

  /**
   * Puts the tables behind some names, as they were, into a connection.
   *
   * @throws QueryException when one of them has no history, or none that old
   */
  public List<MirrorState> past(Set<TableName> names, AsOf asOf, DuckDBConnection into)
      throws SQLException {
    mirrors(names, Side.HISTORY);
    PastTables past = new PastTables(lakeFiles, asOf, into);
    for (TableName name : names) {
      define(name, past);
    }
    return past.read();
  }

  private void define(TableName name, PastTables past) throws SQLException {
    Optional<Served> found = served(name, Side.HISTORY);
    if (found.isEmpty()) {
      return;
    }
    if (!name.schema().isEmpty()) {
      throw QueryException.refused(
          "as of a point of history %s.%s is read as %s, without a schema"
              .formatted(name.schema(), name.table(), name.table()));
    }
    Served served = found.get();
    if (views.containsKey(served)) {
      for (TableName inner : views.get(served)) {
        define(inner, past);
      }
      past.define(served.name(), Views.all().get(served.name()));
    } else if (tables.containsKey(served)) {
      past.define(definitions.get(served.name()));
    }
  }

  /**
   * Makes the views anew when a table that was read has other columns than they know.
   *
   * @return whether it had
   */
  public boolean learnedFrom(List<MirrorState> states) throws SQLException {
    for (MirrorState state : states) {
      TableInfo known = definitions.get(state.table().getTablePath().getTableName());
      if (known.getTableId() != state.table().getTableId()
          || known.getSchemaId() != state.table().getSchemaId()) {
        learn();
        return true;
      }
    }
    return false;
  }

  private boolean isKnown(Served served) {
    return tables.containsKey(served) || views.containsKey(served);
  }

  private void follow(TableName name, Side side, Set<Mirror> found) {
    served(name, side).ifPresent(served -> follow(served, found));
  }

  private void follow(Served served, Set<Mirror> found) {
    if (views.containsKey(served)) {
      views.get(served).forEach(inner -> follow(inner, served.side(), found));
    } else if (tables.containsKey(served)) {
      found.add(mirrors.computeIfAbsent(served, this::mirror));
    } else if (served.side() == Side.HISTORY && isKnown(new Served(Side.ALL, served.name()))) {
      throw QueryException.refused(
          served.name() + " has no history: it is not in the lake; read it without --history");
    }
  }

  /** What a name stands for, known or not; empty for schemas that hold no tables of ours. */
  private static Optional<Served> served(TableName name, Side side) {
    return Arrays.stream(Side.values())
        .filter(s -> name.schema().isEmpty() ? s == side : Mirror.schema(s).equals(name.schema()))
        .map(s -> new Served(s, name.table().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private Mirror mirror(Served served) {
    try {
      return new Mirror(
          fluss, definitions.get(served.name()), served.side(), lakeFiles, database.connect());
    } catch (SQLException e) {
      throw DuckErrors.explained(e, 0);
    }
  }

  private static TablePath path(String table) {
    return TablePath.of(TableDefinitions.DATABASE, table);
  }

  /** Asks Fluss something small. */
  public void check() {
    names();
  }

  private List<String> names() {
    if (!fluss.answers()) {
      throw LakeException.external(
          "Fluss does not answer at %s; start it, or check the address"
              .formatted(fluss.bootstrapServers()));
    }
    return Patience.ask(
        "the tables of " + TableDefinitions.DATABASE,
        () -> fluss.admin().listTables(TableDefinitions.DATABASE));
  }

  /** Makes the views of tables that are new or have new columns, and the product's views. */
  synchronized void learn() throws SQLException {
    boolean changed = false;
    for (String name : names()) {
      TableInfo table =
          Patience.ask("the table " + name, () -> fluss.admin().getTableInfo(path(name)));
      try {
        changed |= define(table, TableColumns.of(table));
      } catch (LakeException e) {
        LOG.warn("table cannot be queried table={} cause={}", name, e.getMessage());
      }
    }
    if (changed) {
      defineViews();
    }
  }

  private boolean define(TableInfo table, TableColumns columns) throws SQLException {
    boolean changed = false;
    definitions.put(table.getTablePath().getTableName(), table);
    for (Side side : Side.values()) {
      Served served = new Served(side, table.getTablePath().getTableName());
      boolean readable = side != Side.HISTORY || table.getTableConfig().isDataLakeEnabled();
      TableColumns known = tables.get(served);
      if (!readable || columns.equalTypes(known)) {
        continue;
      }
      String relation = Mirror.relationName(side, table.getTablePath());
      if (known == null) {
        execute(
            "CREATE VIEW %s AS SELECT %s WHERE false"
                .formatted(relation, columns.castFrom(List.of())));
      } else {
        mirrors.computeIfAbsent(served, this::mirror).refresh();
      }
      String view = "memory." + Mirror.schema(side) + "." + Names.quote(served.name());
      execute(
          "CREATE OR REPLACE VIEW %s AS SELECT %s FROM %s"
              .formatted(view, columns.list(), relation));
      comment(view, table);
      tables.put(served, columns);
      changed = true;
    }
    return changed;
  }

  private void comment(String view, TableInfo table) throws SQLException {
    if (table.getComment().isPresent()) {
      execute("COMMENT ON VIEW " + view + " IS " + Names.literal(table.getComment().get()));
    }
    for (org.apache.fluss.metadata.Schema.Column column : table.getSchema().getColumns()) {
      if (column.getComment().isPresent()) {
        execute(
            "COMMENT ON COLUMN %s.%s IS %s"
                .formatted(
                    view, Names.quote(column.getName()), Names.literal(column.getComment().get())));
      }
    }
  }

  private void defineViews() throws SQLException {
    for (Side side : Side.values()) {
      execute("USE memory." + Mirror.schema(side));
      for (Map.Entry<String, Views.View> view : Views.all().entrySet()) {
        try {
          define(side, view.getKey(), view.getValue());
        } catch (SQLException e) {
          // Not every table has a history, so not every view has one.
          LOG.debug("no view side={} view={} cause={}", side, view.getKey(), e.getMessage());
        }
      }
    }
  }

  private void define(Side side, String name, Views.View view) throws SQLException {
    String qualified = "memory." + Mirror.schema(side) + "." + Names.quote(name);
    execute("CREATE OR REPLACE VIEW " + qualified + " AS " + view.select());
    execute("COMMENT ON VIEW " + qualified + " IS " + Names.literal(view.comment()));
    views.put(new Served(side, name), QueryParser.parse(connection, view.select()).tables());
  }

  private void execute(String sql) throws SQLException {
    QueryDatabase.execute(connection, sql);
  }

  @Override
  public void close() throws SQLException {
    for (Mirror mirror : mirrors.values()) {
      mirror.close();
    }
    connection.close();
  }
}
