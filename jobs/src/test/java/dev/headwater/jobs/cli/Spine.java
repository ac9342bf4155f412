package dev.headwater.jobs.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.jobs.FileIngest;
import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.platform.TestingPlatform;
import dev.headwater.jobs.query.CellFormat;
import dev.headwater.jobs.query.Query;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.settle.PlatformSettle;
import dev.headwater.jobs.sql.GatewaySession;
import dev.headwater.jobs.sql.SqlResult;
import dev.headwater.lake.progress.TableProgress;
import dev.headwater.lake.progress.TableProgressReader;
import dev.headwater.lake.union.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The platform that the parts of {@link SpineIT} share, and how they speak with it. */
final class Spine implements AutoCloseable {
  static final Duration LONG = Duration.ofMinutes(5);

  private final Path directory;
  private final TestingPlatform platform;

  private Spine(Path directory) {
    this.directory = directory;
    this.platform =
        TestingPlatform.start(directory.resolve("data"), JobDefinitions.load().named(List.of()));
  }

  /** All jobs, over the folder data of a directory. */
  static Spine start(Path directory) {
    return new Spine(directory);
  }

  Path directory() {
    return directory;
  }

  TestingPlatform platform() {
    return platform;
  }

  PlatformAddresses addresses() {
    return platform.addresses();
  }

  int prometheusPort() {
    return platform.prometheusPort();
  }

  /** What --connect is told. */
  String servers() {
    return addresses().bootstrapServers();
  }

  int portBase() {
    return Integer.parseInt(servers().substring(servers().lastIndexOf(':') + 1));
  }

  /** A page whose only file is one of events; the platform has refused others, too. */
  Page page(String name) throws IOException {
    Page page = new Page(name, directory, servers()).withFile("json", "events.jsonl");
    String source = page.directory().toRealPath().resolve("events.jsonl").toString();
    return page.saying("rejects", List.of("--source", source));
  }

  static String[] words(List<String> command, String... further) {
    return Stream.concat(command.stream(), Stream.of(further)).toArray(String[]::new);
  }

  /** Runs a command on the platform, whatever becomes of it. */
  Spoken say(String... words) {
    return Spoken.by(words(List.of(words), "--connect", servers()));
  }

  /** Runs a command on the platform that must end well. */
  Spoken done(String... words) {
    Spoken spoken = say(words);
    assertThat(spoken.exitCode()).as(spoken.err()).isEqualTo(ExitCode.DONE);
    return spoken;
  }

  /** The rows in JSON, as a person gets them from {@code headwater query --json}. */
  String query(String sql, String... options) {
    return rows(done(words(List.of("query", sql, "--json"), options)));
  }

  static String rows(Spoken query) {
    String rows = "\"rows\":";
    return query
        .out()
        .substring(query.out().indexOf(rows) + rows.length(), query.out().lastIndexOf('}'));
  }

  long number(String sql) {
    String rows = query(sql);
    return Long.parseLong(rows.substring(2, rows.length() - 2));
  }

  /** The same rows as Flink tells them. */
  String onFlink(String sql) {
    try (Query flink = Query.open(addresses().gateway(), Side.ALL)) {
      SqlResult result = flink.run(sql);
      return result.rows().stream().map(row -> json(result, row)).collect(joining(",", "[", "]"));
    }
  }

  static String json(SqlResult result, List<Object> row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      values.add(CellFormat.json(result.columns().get(i), row.get(i)));
    }
    return new ObjectMapper().valueToTree(values).toString();
  }

  IngestReport ingest(String table, Path file) {
    IngestReport report = FileIngest.of(addresses(), table, file);
    assertThat(report.accepted()).as(report.summary()).isEqualTo(report.read());
    return report;
  }

  Path file(String name, List<String> lines) throws IOException {
    return Files.write(directory.resolve(name + ".jsonl"), lines);
  }

  Path orders(String prefix, int from, int to) throws IOException {
    return file(prefix + "-orders-" + from, ShopLines.orders(prefix, from, to));
  }

  Path events(String prefix, int from, int to) throws IOException {
    return file(prefix + "-events-" + from, ShopLines.visits(prefix, from, to));
  }

  void settle() {
    assertThat(PlatformSettle.settle(addresses(), LONG).messages()).isEmpty();
  }

  void tierEvery(String freshness) {
    try (GatewaySession session = GatewaySession.open(addresses().gateway(), Map.of())) {
      session.execute("USE CATALOG fluss");
      session.execute(
          "ALTER TABLE headwater.order_mart SET ('table.datalake.freshness' = '"
              + freshness
              + "')");
    }
  }

  TableProgress orderMart() {
    try (TableProgressReader reader = new TableProgressReader(servers())) {
      return reader.read().stream()
          .filter(table -> table.table().equals("order_mart"))
          .findFirst()
          .orElseThrow();
    }
  }

  long awaitLakeAfter(long snapshot) {
    return Awaitility.await("a lake snapshot of order_mart after " + snapshot)
        .atMost(LONG)
        .until(() -> orderMart().lakeSnapshot().orElse(-1L), newest -> newest > snapshot);
  }

  /** Headwater in a process of its own that need not run on this platform. */
  static ProcessBuilder headwater(String... words) {
    List<String> java =
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            Headwater.class.getName());
    return java(words(java, words)).redirectErrorStream(true);
  }

  static ProcessBuilder java(String... words) {
    List<String> command = new ArrayList<>(List.of(words));
    command.add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    return new ProcessBuilder(command);
  }

  @Override
  public void close() {
    platform.close();
  }
}
