package dev.headwater.lake.server.duck;

import dev.headwater.lake.catalogs.LakeLocation;
import dev.headwater.lake.server.ask.ParsedQuery;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.server.ask.Reader;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** The query server's DuckDB without Fluss: its schemas, and tables of a test's own. */
public record TestingDatabase(QueryDatabase database, DuckDBConnection connection)
    implements AutoCloseable {
  private static final List<String> SCHEMAS = List.of("headwater", "hot", "history");

  /** Opened in a directory of the test. */
  public static TestingDatabase in(Path directory) throws SQLException {
    QueryDatabase database =
        QueryDatabase.open(
            QuerySettings.of(
                "127.0.0.1:1",
                LakeLocation.in(directory.resolve("lake")),
                directory.resolve("cache")));
    TestingDatabase testing = new TestingDatabase(database, database.connect());
    for (String schema : SCHEMAS) {
      testing.execute("CREATE SCHEMA data." + schema, "CREATE SCHEMA memory." + schema);
    }
    testing.execute("USE memory.headwater");
    return testing;
  }

  /** Runs statements that only a test may run. */
  public void execute(String... statements) throws SQLException {
    for (String statement : statements) {
      QueryDatabase.execute(connection, statement);
    }
  }

  /** A table of one word, in the schema of each side. */
  void table(String name, String word) throws SQLException {
    for (String schema : SCHEMAS) {
      execute(
          "CREATE TABLE data.%s.%s AS SELECT '%s' AS word".formatted(schema, name, word),
          "CREATE VIEW memory.%s.%s AS FROM data.%s.%s".formatted(schema, name, schema, name));
    }
  }

  /**
   * What the reader gets to run.
   *
   * @throws dev.headwater.lake.server.ask.QueryException when that is nothing
   */
  ParsedQuery asked(Reader reader, String sql) throws SQLException {
    ParsedQuery query = QueryParser.parse(connection, sql);
    reader.require(query);
    return query;
  }

  /** How many rows a query answers. */
  long run(ParsedQuery query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query.text())) {
      long count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    database.close();
  }
}
