package dev.headwater.lake.server.duck;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.server.ask.QuerySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * One DuckDB in memory, closed to the outside: it reads the lake's directory and its own, and no
 * setting can be changed. What readers see lies in the catalog {@code memory}; the data behind it
 * in {@value #DATA}, whose transactions give every query one unchanging state.
 */
public record QueryDatabase(DuckDBConnection root) implements AutoCloseable {
  /** Catalog of tails and of the relations that change with every refresh. */
  public static final String DATA = "data";

  public static QueryDatabase open(QuerySettings settings) {
    try {
      Path spill = Files.createDirectories(settings.cache().resolve("spill"));
      Properties properties = new Properties();
      properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
      DuckDBConnection root =
          (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb::memory:", properties);
      QueryDatabase database = new QueryDatabase(root);
      for (String statement :
          List.of(
              "ATTACH ':memory:' AS " + DATA,
              "SET GLOBAL TimeZone = 'UTC'",
              "SET GLOBAL memory_limit = '" + settings.memoryMegabytes() + "MiB'",
              "SET GLOBAL temp_directory = " + Names.literal(spill.toString()),
              "SET GLOBAL preserve_insertion_order = false",
              "SET GLOBAL parquet_metadata_cache = true",
              "SET GLOBAL errors_as_json = true",
              "SET GLOBAL autoinstall_known_extensions = false",
              "SET GLOBAL autoload_known_extensions = false",
              "SET GLOBAL allowed_directories = [" + directories(settings) + "]",
              "SET GLOBAL enable_external_access = false",
              "SET GLOBAL lock_configuration = true")) {
        execute(root, statement);
      }
      return database;
    } catch (SQLException | IOException e) {
      throw new LakeException(Actor.INTERNAL, "DuckDB does not start: " + e.getMessage(), e);
    }
  }

  private static String directories(QuerySettings settings) {
    return Stream.concat(settings.lake().directory().stream(), Stream.of(settings.cache()))
        .map(path -> Names.literal(path.toString()))
        .collect(Collectors.joining(", "));
  }

  /** A connection of one's own; one thread at a time may use it. */
  public DuckDBConnection connect() throws SQLException {
    return root.duplicate();
  }

  public static long execute(DuckDBConnection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql) ? 0 : Math.max(0, statement.getUpdateCount());
    }
  }

  @Override
  public void close() throws SQLException {
    root.close();
  }
}
