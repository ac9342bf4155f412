package dev.headwater.jobs.demo.servers;

import dev.headwater.ingest.request.IngestInput;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.tables.SqlResources;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The shop's own database, whose owner publishes what user {@code headwater} may read. */
final class ShopDatabase {
  private static final String DATABASE = "shop";
  private static final int BATCH = 1_000;
  private static final Map<String, String> SCRIPTS = SqlResources.in("jobs/shop-database");

  private final String server;
  private final Password administrator;
  private final Password reader;
  private boolean prepared;

  /** A table of the database, and the columns that are not called as the fields they are of. */
  private enum Source {
    CUSTOMERS(
        "clients",
        Map.of(
            "customer_id", "id",
            "name", "full_name",
            "segment", "tier",
            "acquisition_channel", "came_by",
            "opt_in", "newsletter",
            "updated_at", "modified_at")),
    ORDERS(
        "orders",
        Map.of(
            "order_id", "id",
            "customer_id", "client_id",
            "total_amount", "total",
            "order_time", "ordered_at")),
    CAMPAIGNS("campaigns", Map.of("campaign_id", "id", "updated_at", "modified_at"));

    private final String table;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, String> columns;

    Source(String table, Map<String, String> columns) {
      this.table = table;
      this.columns = columns;
    }
  }

  /**
   * A database that need not be there yet.
   *
   * @param administrator who owns everything
   * @param reader who is to read what comes into the platform
   */
  ShopDatabase(int port, Password administrator, Password reader) {
    this.server = "127.0.0.1:" + port;
    this.administrator = administrator;
    this.reader = reader;
  }

  String url() {
    return "postgres://headwater@" + server + "/" + DATABASE;
  }

  /**
   * Writes what a file tells into its table: of the versions of a row the newest, and no line that
   * is no row of it.
   *
   * @return the table, read to the end of its changes
   */
  IngestInput fill(String target, Path file) throws IOException {
    Source source = Source.valueOf(target.toUpperCase(Locale.ROOT));
    try {
      prepare();
      try (Connection connection = connect(DATABASE);
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute("CREATE TEMPORARY TABLE arrived (line text)");
        copy(file, connection);
        statement.execute(SCRIPTS.get(target));
        connection.commit();
      }
    } catch (SQLException e) {
      throw new LakeException(
          Actor.EXTERNAL,
          "table %s of Postgres at %s cannot be filled: %s"
              .formatted(source.table, server, e.getMessage()),
          e);
    }
    return new IngestInput.Postgres(
        url(),
        "public." + source.table,
        source.columns,
        Optional.empty(),
        Optional.empty(),
        "headwater",
        Optional.of(reader.file()),
        IngestInput.Postgres.Until.END);
  }

  private static void copy(Path file, Connection connection) throws IOException, SQLException {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        PreparedStatement insert = connection.prepareStatement("INSERT INTO arrived VALUES (?)")) {
      int waiting = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        insert.setString(1, line);
        insert.addBatch();
        waiting++;
        if (waiting == BATCH) {
          insert.executeBatch();
          waiting = 0;
        }
      }
      insert.executeBatch();
    }
  }

  /** Once in a run, and the same in the next. */
  private void prepare() throws SQLException {
    if (prepared) {
      return;
    }
    try (Connection connection = connect("postgres")) {
      if (!has(connection, "pg_database WHERE datname = 'shop'")) {
        run(connection, "CREATE DATABASE shop");
      }
      String verb = has(connection, "pg_roles WHERE rolname = 'headwater'") ? "ALTER" : "CREATE";
      run(
          connection,
          "%s ROLE headwater LOGIN REPLICATION PASSWORD '%s'".formatted(verb, reader.text()));
    }
    try (Connection connection = connect(DATABASE)) {
      run(connection, SCRIPTS.get("tables"));
      if (!has(connection, "pg_publication WHERE pubname = 'headwater'")) {
        run(connection, "CREATE PUBLICATION headwater FOR TABLE clients, orders, campaigns");
      }
    }
    prepared = true;
  }

  private Connection connect(String name) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + server + "/" + name + "?reWriteBatchedInserts=true",
        "postgres",
        administrator.text());
  }

  private static boolean has(Connection connection, String what) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1 FROM " + what)) {
      return rows.next();
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
