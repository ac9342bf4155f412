package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.doctor.Doctor;
import dev.headwater.jobs.doctor.Finding;
import dev.headwater.jobs.platform.TestingPlatform;
import dev.headwater.jobs.query.QueryClient;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.settle.PlatformSettle;
import dev.headwater.jobs.sql.GatewaySession;
import dev.headwater.jobs.status.StatusReader;
import dev.headwater.lake.catalogs.Catalogs;
import dev.headwater.lake.cold.ColdCatalog;
import dev.headwater.lake.cold.feed.FeedState;
import dev.headwater.lake.union.Side;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Campaigns follow the files that Spark loads into the cold layer. */
class CampaignsIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String TOUCH =
      """
      {"event_id":"e","customer_id":"k","event_type":"visit","channel":"email","campaign_id":"bf-17","event_time":"2017-11-25T12:00:00Z"}
      """;
  private static final String ORDER =
      """
      {"order_id":"o","customer_id":"k","product_id":"p","total_amount":"1.00","order_time":"2017-11-25T13:00:00Z"}
      """;

  @TempDir Path directory;
  private TestingPlatform platform;

  @Test
  void aRenameArrivesEachTimeAlsoAfterARestartAndWhatIsNoAppendIsTold() throws Exception {
    List<String> jobs =
        List.of("campaigns", "touches", "order_touch_probes", "order_touches", "order_mart");
    platform = TestingPlatform.start(directory.resolve("data"), JobDefinitions.load().named(jobs));
    try {
      ingest("events", TOUCH);
      ingest("orders", ORDER);
      assertThat(PlatformSettle.settle(platform.addresses(), LONG).messages()).isEmpty();

      load(documented(), "2 records read, 2 new versions appended");
      awaitName("Black Friday");
      rename("Black Week", "2017-11-26T09:00:00Z");
      awaitName("Black Week");
      platform.restart();
      rename("Cyber Monday", "2017-11-27T09:00:00.123Z");
      awaitName("Cyber Monday");

      awaitUpToDate();
      assertFlinkKnowsTheJobThatRefreshes();
      assertWhatIsNoAppendIsTold();
    } finally {
      platform.close();
    }
  }

  private void ingest(String table, String line) throws IOException {
    Path file = Files.writeString(directory.resolve(table + ".jsonl"), line);
    FileIngest.of(platform.addresses(), table, file);
  }

  private static String documented() throws IOException {
    String document = Files.readString(Path.of("../docs/how-to/load-campaigns.md"));
    int lines = document.indexOf("```jsonl\n") + "```jsonl\n".length();
    return document.substring(lines, document.indexOf("```", lines));
  }

  /** By night with Spark; by day one load is enough, and others append what it would. */
  private void rename(String name, String updatedAt) throws IOException {
    if (Boolean.getBoolean("test.nightly")) {
      String line = "{\"campaign_id\":\"bf-17\",\"name\":\"%s\",\"updated_at\":\"%s\"}";
      load(line.formatted(name, updatedAt), "1 new versions appended");
    } else {
      append(name, Instant.parse(updatedAt));
    }
  }

  private void append(String name, Instant updatedAt) throws IOException {
    try (ColdCatalog cold = new ColdCatalog(catalogs())) {
      Table table = cold.table("marketing.campaigns");
      OutputFileFactory files =
          OutputFileFactory.builderFor(table, 0, 0).format(FileFormat.PARQUET).build();
      DataWriter<Record> writer =
          new GenericFileWriterFactory.Builder(table)
              .dataFileFormat(FileFormat.PARQUET)
              .build()
              .newDataWriter(files.newOutputFile(), table.spec(), null);
      writer.write(
          GenericRecord.create(table.schema())
              .copy(
                  Map.of(
                      "campaign_id",
                      "bf-17",
                      "name",
                      name,
                      "updated_at",
                      updatedAt.atOffset(ZoneOffset.UTC))));
      writer.close();
      table.newAppend().appendFile(writer.toDataFile()).commit();
    }
  }

  private Catalogs catalogs() {
    return new Catalogs(platform.addresses().bootstrapServers(), directory.resolve("data"));
  }

  /** Loads as a person does, in a process that starts that of Spark. */
  private void load(String lines, String report) throws IOException {
    Path file = Files.writeString(directory.resolve("campaigns.jsonl"), lines);
    List<String> words =
        List.of("campaigns", "load", "" + file, "--table", "campaigns", "--port-base", portBase());
    try (HeadwaterProcess process =
        HeadwaterProcess.start(directory.resolve("load.log"), List.of("-Xmx256m"), words)) {
      assertThat(process.exitCode(LONG)).as(process::output).isZero();
      Awaitility.await("its last words")
          .untilAsserted(() -> assertThat(process.output()).contains(report));
    }
  }

  private void awaitName(String name) {
    Awaitility.await("the name " + name)
        .atMost(LONG)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              assertThat(rows("SELECT order_id, campaign_name FROM attributed_orders"))
                  .isEqualTo("[[\"o\",\"" + name + "\"]]");
              assertThat(rows("SELECT campaign_id, name FROM campaigns ORDER BY campaign_id"))
                  .isEqualTo("[[\"bf-17\",\"" + name + "\"],[\"nl\",\"Newsletter\"]]");
            });
  }

  private String rows(String sql) {
    return new QueryClient(platform.addresses().query())
        .document(QueryClient.Ask.ROWS_AS_JSON, sql, Side.ALL)
        .path("rows")
        .toString();
  }

  private void awaitUpToDate() {
    Awaitility.await("the table to be up to date")
        .atMost(LONG)
        .untilAsserted(
            () -> {
              FeedState state = feed();
              assertThat(state.current()).isPresent().isEqualTo(state.read());
              assertThat(state.unread()).isEmpty();
              assertThat(state.fault()).isEmpty();
            });
  }

  private FeedState feed() {
    try (StatusReader reader = new StatusReader(platform.addresses())) {
      return reader.read().feeds().get(0);
    }
  }

  /** Flink suspends a materialized table only when it finds the job that the catalog names. */
  private void assertFlinkKnowsTheJobThatRefreshes() {
    try (GatewaySession session = GatewaySession.open(platform.addresses().gateway(), Map.of())) {
      session.execute("ALTER MATERIALIZED TABLE fluss.headwater.campaigns SUSPEND");
    }
  }

  private void assertWhatIsNoAppendIsTold() {
    try (ColdCatalog cold = new ColdCatalog(catalogs())) {
      cold.table("marketing.campaigns")
          .newDelete()
          .deleteFromRowFilter(Expressions.alwaysTrue())
          .commit();
    }
    assertThat(feed().fault().orElseThrow())
        .startsWith(
            "rows of cold.marketing.campaigns were changed or removed (1 commits, the newest: delete");
    assertThat(Doctor.examine(platform.addresses(), directory.resolve("data")))
        .filteredOn(Finding::fault)
        .extracting(Finding::mend)
        .contains(
            "run `headwater tables rebuild campaigns`, which reads all of cold.marketing.campaigns again");
  }

  private String portBase() {
    return Integer.toString(
        URI.create("fluss://" + platform.addresses().bootstrapServers()).getPort());
  }
}
