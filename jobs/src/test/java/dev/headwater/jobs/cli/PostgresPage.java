package dev.headwater.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.servers.PostgresServer;
import dev.headwater.jobs.platform.TestingPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * Follows docs/how-to/ingest-from-postgres.md, on a server that the test starts in the place of
 * Debian's.
 */
final class PostgresPage implements AutoCloseable {
  private static final String PASSWORD = "of-the-page";

  private final int port = TestingPlatform.freePorts().base();
  private final Page page;
  private final PostgresServer server;

  PostgresPage(Path directory, String platform) throws IOException {
    this.page =
        new Page("ingest-from-postgres", directory, platform)
            .withFile("json", "orders.jsonl")
            .withFile("sql", "shop.sql")
            .meaning("127.0.0.1:5432", "127.0.0.1:" + port);
    Path administrator = page.directory().resolve("administrator");
    Files.writeString(administrator, PASSWORD);
    this.server =
        PostgresServer.start(
            page.directory().resolve("postgres"),
            port,
            administrator,
            Map.of("wal_level", "logical"));
  }

  String text() {
    return page.text();
  }

  /** Runs every command in its order; gives what Headwater's own said. */
  List<Spoken> follow() throws Exception {
    return page.follow(this::runs);
  }

  private boolean runs(String command, List<String> words) throws Exception {
    switch (words.get(0)) {
      case "sudo" -> administer(words);
      case "(umask" -> Files.writeString(page.directory().resolve("headwater-password"), PASSWORD);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void administer(List<String> words) throws IOException, SQLException {
    switch (words.get(1).equals("-u") ? words.get(3) : words.get(1)) {
      case "createdb" -> run("postgres", "CREATE DATABASE " + words.get(4));
      case "createuser" -> {
        assertThat(words)
            .containsExactly(
                "sudo", "-u", "postgres", "createuser", "--replication", "--pwprompt", "headwater");
        run("postgres", "CREATE ROLE headwater LOGIN REPLICATION PASSWORD '" + PASSWORD + "'");
      }
      case "psql" -> {
        if (words.get(4).equals("-c")) {
          run("postgres", words.get(5));
        } else {
          run(words.get(5), Files.readString(page.directory().resolve(words.get(7))));
        }
      }
      default -> assertThat(words.get(1)).isIn("apt-get", "systemctl");
    }
  }

  private void run(String database, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
