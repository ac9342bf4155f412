package dev.headwater.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.platform.TestingPlatform;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows docs/how-to/ingest-from-postgres.md, on a server that the test starts in the place of
 * Debian's.
 */
final class PostgresPage implements AutoCloseable {
  private static final String PASSWORD = "of-the-page";

  private final Path directory;
  private final String platform;
  private final String text;
  private final EmbeddedPostgres server;

  PostgresPage(Path directory, String platform) throws IOException {
    this.directory = directory;
    this.platform = platform;
    this.text = Files.readString(Path.of("..", "docs", "how-to", "ingest-from-postgres.md"));
    this.server =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory.resolve("postgres"))
            .setPort(TestingPlatform.freePorts().base())
            .setServerConfig("wal_level", "logical")
            .start();
  }

  String text() {
    return text;
  }

  /** Runs every command in its order; gives what Headwater's own said. */
  List<Spoken> follow() throws Exception {
    Files.writeString(directory.resolve("orders.jsonl"), blocks("json").get(0));
    List<Spoken> spoken = new ArrayList<>();
    for (String command : blocks("").stream().flatMap(String::lines).toList()) {
      List<String> words = words(command);
      switch (words.get(0)) {
        case "./headwater" -> spoken.add(headwater(words.subList(1, words.size())));
        case "(umask" -> Files.writeString(directory.resolve("headwater-password"), PASSWORD);
        default -> administer(words);
      }
    }
    return spoken;
  }

  private void administer(List<String> words) throws SQLException {
    assertThat(words.get(0)).isEqualTo("sudo");
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
          run(words.get(5), blocks("sql").get(0));
        }
      }
      default -> assertThat(words.get(1)).isIn("apt-get", "systemctl");
    }
  }

  private void run(String database, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(server.getJdbcUrl("postgres", database));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> blocks(String language) {
    return Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(language.isEmpty() ? text.replaceAll("(?s)```[a-z]+\n.*?```", "") : text)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  private List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word =
        Pattern.compile("\"([^\"]*)\"|(\\S+)")
            .matcher(
                command
                    .replace("127.0.0.1:5432", "127.0.0.1:" + server.getPort())
                    .replace(" headwater-password", " " + directory.resolve("headwater-password"))
                    .replace(" orders.jsonl", " " + directory.resolve("orders.jsonl")));
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words;
  }

  private Spoken headwater(List<String> words) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--connect", platform));
    Spoken spoken = Spoken.by(all.toArray(String[]::new));
    assertThat(spoken.exitCode()).as("%s: %s", words, spoken.err()).isEqualTo(ExitCode.DONE);
    return spoken;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
