package dev.headwater.ingest;

import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.servers.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real Postgres with database {@code shop}, whose owner publishes what user {@code headwater} may
 * read, and which can stop and come back.
 */
final class TestingDatabase implements AutoCloseable {
  static final String PASSWORD = "s3cret-of-test";

  private final Path directory;
  private final Path passwordFile;
  private final int port = TestingPlatform.freePorts();
  private PostgresServer server;

  private TestingDatabase(Path directory) throws IOException {
    this.directory = directory.resolve("postgres");
    this.passwordFile = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
  }

  static TestingDatabase start(Path directory, String walLevel) throws Exception {
    TestingDatabase database = new TestingDatabase(directory);
    database.start(walLevel);
    database.runIn("postgres", "CREATE DATABASE shop");
    database.run(
        "CREATE ROLE headwater LOGIN REPLICATION PASSWORD '" + PASSWORD + "'",
        "CREATE PUBLICATION headwater");
    return database;
  }

  void start(String walLevel) throws IOException {
    server =
        PostgresServer.start(
            directory,
            port,
            passwordFile,
            Map.of("wal_level", walLevel, "max_replication_slots", "20"));
  }

  void stop() throws IOException {
    server.close();
  }

  Path passwordFile() {
    return passwordFile;
  }

  String url() {
    return "postgres://headwater@127.0.0.1:" + port + "/shop";
  }

  String server() {
    return "127.0.0.1:" + port;
  }

  /** A table that user headwater may read. */
  void publish(String table) throws SQLException {
    run(
        "ALTER PUBLICATION headwater ADD TABLE " + table,
        "GRANT SELECT ON " + table + " TO headwater");
  }

  IngestInput.Postgres input(String table, Map<String, String> columns, IngestInput.Until until) {
    return new IngestInput.Postgres(
        url(),
        "public." + table,
        columns,
        Optional.empty(),
        Optional.empty(),
        "headwater",
        Optional.of(passwordFile),
        until);
  }

  Connection connect(String name) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + name, "postgres", PASSWORD);
  }

  /** Runs statements as the administrator, each a transaction. */
  void run(String... statements) throws SQLException {
    try (Connection connection = connect("shop");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void runIn(String name, String sql) throws SQLException {
    try (Connection connection = connect(name);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of every row. */
  List<String> ask(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = connect("shop");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
