package dev.headwater.ingest.postgres;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.record.Field;
import dev.headwater.ingest.record.FieldKind;
import dev.headwater.ingest.record.RecordType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A table of the database as it is at the start.
 *
 * @param columns the column that each field is read from; a field without one is absent
 * @param key columns of the primary key
 */
record PostgresTable(Map<Field, String> columns, List<String> key) {
  private static final int OLDEST_SERVER = 150000;
  private static final String ZONELESS = "timestamp without time zone";
  private static final String OF_TABLE =
      " FROM pg_namespace AS n JOIN pg_class AS c ON c.relnamespace = n.oid"
          + " JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
          + " WHERE n.nspname = ? AND c.relname = ?";

  private record Column(String name, String type, boolean readable) {}

  PostgresTable {
    columns = new LinkedHashMap<>(columns);
    key = List.copyOf(key);
  }

  /** Names of all columns that are read. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(key);
    names.addAll(columns.values());
    return names;
  }

  /**
   * Looks whether the table can be read, and what from.
   *
   * @throws IngestException.User with everything that is in the way
   */
  static PostgresTable find(PostgresSession session, PostgresSettings settings, RecordType type) {
    List<String> problems = new ArrayList<>(ofServer(session));
    Map<String, Column> there = columns(session, settings);
    List<String> key = key(session, settings);
    Map<Field, String> columns = new LinkedHashMap<>();
    if (there.isEmpty()) {
      problems.add(
          String.format(
              "it has no table %s that user %s can see; check --table-from",
              settings.input().table(), settings.address().user()));
    } else {
      columns.putAll(map(settings, type, there, problems));
      if (key.isEmpty()) {
        problems.add(
            settings.input().table()
                + " has no primary key, so that Postgres does not tell which row an update is of;"
                + " give it one");
      }
      PostgresTable found = new PostgresTable(columns, key);
      problems.addAll(ofRights(settings, found, there));
      problems.addAll(ofPublication(session, settings, found));
    }
    if (!problems.isEmpty()) {
      throw new IngestException.User(
          "database %s at %s is not ready: %s",
          settings.address().database(), settings.address().server(), String.join("; ", problems));
    }
    return new PostgresTable(columns, key);
  }

  private static List<String> ofServer(PostgresSession session) {
    String doing = "asking for the server's settings";
    int version =
        session
            .ask(doing, "SELECT current_setting('server_version_num')::int", row -> row.getInt(1))
            .get(0);
    String level =
        session.ask(doing, "SELECT current_setting('wal_level')", row -> row.getString(1)).get(0);
    List<String> problems = new ArrayList<>();
    if (version < OLDEST_SERVER) {
      problems.add("its version is " + version / 10000 + ", and 15 is the first that is supported");
    }
    if (!level.equals("logical")) {
      problems.add(
          "its wal_level is "
              + level
              + "; as an administrator run ALTER SYSTEM SET wal_level = 'logical', and restart the"
              + " server");
    }
    return problems;
  }

  private static Map<String, Column> columns(PostgresSession session, PostgresSettings settings) {
    return session
        .ask(
            "looking for table " + settings.input().table(),
            "SELECT a.attname, format_type(a.atttypid, NULL), has_schema_privilege(n.oid, 'USAGE')"
                + " AND has_column_privilege(c.oid, a.attnum, 'SELECT')"
                + OF_TABLE
                + " AND c.relkind = 'r' ORDER BY a.attnum",
            row -> new Column(row.getString(1), row.getString(2), row.getBoolean(3)),
            settings.schema(),
            settings.table())
        .stream()
        .collect(Collectors.toMap(Column::name, column -> column, (a, b) -> a, LinkedHashMap::new));
  }

  private static List<String> key(PostgresSession session, PostgresSettings settings) {
    return session.ask(
        "looking for the key of " + settings.input().table(),
        "SELECT a.attname"
            + OF_TABLE
            + " AND EXISTS (SELECT FROM pg_index AS i WHERE i.indrelid = c.oid AND i.indisprimary"
            + " AND a.attnum = ANY(i.indkey)) ORDER BY a.attnum",
        row -> row.getString(1),
        settings.schema(),
        settings.table());
  }

  private static Map<Field, String> map(
      PostgresSettings settings,
      RecordType type,
      Map<String, Column> there,
      List<String> problems) {
    Set<String> unknown = new TreeSet<>(settings.input().columns().keySet());
    Map<Field, String> columns = new LinkedHashMap<>();
    for (Field field : type.fields()) {
      unknown.remove(field.name());
      String given = settings.input().columns().get(field.name());
      String name = given == null ? field.name() : given;
      Column column = there.get(name);
      if (column != null) {
        columns.put(field, name);
        if (field.kind() == FieldKind.TIME
            && column.type().equals(ZONELESS)
            && settings.input().zone().isEmpty()) {
          problems.add("column " + name + " has no time zone; say which it means with --time-zone");
        }
      } else if (given != null && !given.isEmpty()) {
        problems.add("there is no column " + name + " for field " + field.name() + "; check --map");
      } else if (field.isRequired()) {
        problems.add(
            String.format(
                "field %s has no column; name it with --map %s=COLUMN, one of %s",
                field.name(), field.name(), String.join(", ", there.keySet())));
      }
    }
    unknown.forEach(
        name -> problems.add("table " + type.table() + " has no field " + name + "; check --map"));
    return columns;
  }

  private static List<String> ofRights(
      PostgresSettings settings, PostgresTable found, Map<String, Column> there) {
    boolean all = found.names().stream().map(there::get).allMatch(Column::readable);
    String user = settings.address().user();
    return all
        ? List.of()
        : List.of(
            String.format(
                "user %s may not read the table; its owner must run GRANT USAGE ON SCHEMA %s TO %s"
                    + " and GRANT SELECT ON %s TO %s",
                user, settings.schema(), user, settings.input().table(), user));
  }

  private static List<String> ofPublication(
      PostgresSession session, PostgresSettings settings, PostgresTable found) {
    String name = settings.input().publication();
    String doing = "looking for publication " + name;
    List<Boolean> complete =
        session.ask(
            doing,
            "SELECT pubinsert AND pubupdate FROM pg_publication WHERE pubname = ?",
            row -> row.getBoolean(1),
            name);
    if (complete.isEmpty()) {
      return List.of(
          String.format(
              "publication %s is missing; the owner of the table must run CREATE PUBLICATION %s FOR"
                  + " TABLE %s",
              name, name, settings.input().table()));
    }
    if (!complete.get(0)) {
      return List.of(
          String.format(
              "publication %s leaves out inserts or updates; its owner must run ALTER PUBLICATION"
                  + " %s SET (publish = 'insert, update, delete')",
              name, name));
    }
    List<List<String>> published =
        session.ask(
            doing,
            "SELECT attnames::text[] FROM pg_publication_tables"
                + " WHERE pubname = ? AND schemaname = ? AND tablename = ?",
            row -> Arrays.asList((String[]) row.getArray(1).getArray()),
            name,
            settings.schema(),
            settings.table());
    if (published.isEmpty()) {
      return List.of(
          String.format(
              "publication %s does not have the table; its owner must run ALTER PUBLICATION %s ADD"
                  + " TABLE %s",
              name, name, settings.input().table()));
    }
    Set<String> missing = new TreeSet<>(found.names());
    missing.removeAll(published.get(0));
    return missing.isEmpty()
        ? List.of()
        : List.of("publication " + name + " leaves out the columns " + String.join(", ", missing));
  }
}
