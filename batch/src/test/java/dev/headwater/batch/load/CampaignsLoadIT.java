package dev.headwater.batch.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.batch.load.LoadReport.Line;
import dev.headwater.batch.run.Campaigns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignsLoadIT {
  private static final String BLACK_FRIDAY =
      """
      {"campaign_id":"c1","name":"Black Friday","channel":"email","active":true,"updated_at":"2017-11-25T09:00:00Z"}
      """;

  @TempDir static Path directory;
  private static Campaigns campaigns;

  @TempDir Path files;

  @BeforeAll
  static void start() {
    campaigns = Campaigns.in(directory);
  }

  @AfterAll
  static void stop() {
    campaigns.close();
  }

  @BeforeEach
  void anew() {
    campaigns.spark().sql("DROP TABLE IF EXISTS cold.marketing.campaigns");
    campaigns.spark().sql("DROP TABLE IF EXISTS cold.marketing.campaign_costs");
    campaigns.create();
  }

  @Test
  void theSameFileTwiceAppendsOnceAndLeavesNoEmptySnapshot() throws Exception {
    String file = BLACK_FRIDAY + line("c2", "Newsletter", "2017-11-25T10:00:00.123+01:00") + "\n\n";

    assertThat(load(file).appended()).isEqualTo(2);
    LoadReport second = load(file);

    assertThat(second.appended()).isZero();
    assertThat(second.words()).contains("2 records read, 0 new versions appended, 2 unchanged");
    assertThat(campaigns.operations()).containsExactly("append");
    assertThat(campaigns.versions())
        .containsExactly(
            "c1|Black Friday|2017-11-25 09:00:00", "c2|Newsletter|2017-11-25 09:00:00.123");
  }

  @Test
  void onlyWhatIsNewerAndSaysSomethingElseIsAppended() throws Exception {
    load(BLACK_FRIDAY);

    LoadReport report =
        load(
            line("c1", "Cyber Monday", "2017-11-27T00:00:00Z")
                + line("c1", "Black Week", "2017-11-26T00:00:00Z")
                + line("c1", "Black Week", "2017-11-26T12:00:00Z")
                + line("c1", "Black Week", "2017-11-26T00:00:00Z")
                + line("c1", "Too late", "2017-11-24T00:00:00Z")
                + line("c2", "Newsletter", "2017-11-25T09:00:00Z"));

    assertThat(report.bad()).isEmpty();
    assertThat(report.older())
        .containsExactly(new Line(5, "older than the version of 2017-11-25T09:00:00.000Z"));
    assertThat(report.document())
        .containsEntry("read", 6L)
        .containsEntry("appended", 3L)
        .containsEntry("unchanged", 2L);
    assertThat(campaigns.versions())
        .containsExactly(
            "c1|Black Friday|2017-11-25 09:00:00",
            "c1|Black Week|2017-11-26 00:00:00",
            "c1|Cyber Monday|2017-11-27 00:00:00",
            "c2|Newsletter|2017-11-25 09:00:00");
    assertThat(campaigns.operations()).containsExactly("append", "append");
  }

  @Test
  void anythingElseThanTheNameCountsAsAChangeToo() throws Exception {
    load(BLACK_FRIDAY);

    String withdrawn = BLACK_FRIDAY.replace("true", "false").replace("T09", "T10");
    assertThat(load(withdrawn).appended()).isOne();
    assertThat(load(withdrawn.replace("\"email\"", "null").replace("T10", "T11")).appended())
        .isOne();
    assertThat(load(withdrawn.replace("\"email\"", "\"\"").replace("T10", "T12")).appended())
        .isZero();
  }

  @Test
  void aFileWithBadRowsLoadsNothingAndAllOfThemAreListed() throws Exception {
    LoadReport report =
        load(
            BLACK_FRIDAY
                + "{\"campaign_id\":\"\",\"name\":7,\"updated_at\":\"2017-11-25 09:00:00\"}\n"
                + "[1]\n"
                + "{\"campaign_id\":\"c1\"\n"
                + "{\"campaign_id\":\"c1\",\"campaign_id\":\"c2\"}\n"
                + "{\"campaign_id\":\"c3\",\"name\":\"x\",\"budget\":1,\"updated_at\":\"2999-01-01T00:00:00Z\"}\n");

    assertThat(report.isGood()).isFalse();
    assertThat(report.bad()).extracting(Line::number).containsExactly(2L, 3L, 4L, 5L, 6L);
    assertThat(report.words())
        .contains(
            "line 2: field 'campaign_id' is missing; field 'name' is 7, not a string;"
                + " field 'updated_at' is \"2017-11-25 09:00:00\", not a time",
            "line 3: not a JSON object",
            "line 4: not JSON: ",
            "line 5: not JSON: Duplicate field 'campaign_id'",
            "line 6: field 'budget' is not one of campaigns; field 'updated_at' is",
            "nothing was loaded: 5 of 6 records");
    assertThat(campaigns.operations()).isEmpty();
  }

  @Test
  void oneVersionCannotSayTwoThings() throws Exception {
    LoadReport inFile = load(BLACK_FRIDAY + BLACK_FRIDAY.replace("Friday", "Week"));
    assertThat(inFile.bad()).extracting(Line::number).containsExactly(1L, 2L);
    assertThat(inFile.words()).contains("another line has the same key and updated_at");

    load(BLACK_FRIDAY);
    LoadReport inTable = load(BLACK_FRIDAY.replace("Friday", "Week"));
    assertThat(inTable.words()).contains("line 1: this version is known already");
    assertThat(campaigns.operations()).containsExactly("append");
  }

  @Test
  void costsAreReadFromCsvByCampaignAndDay() throws Exception {
    String csv =
        """
        updated_at,campaign_id,cost_date,cost,currency
        2017-11-26T00:00:00Z,c1,2017-11-25,12.5,EUR
        2017-11-26T00:00:00Z,"c,1",2017-11-25,-3,
        2017-11-27T00:00:00Z,c1,2017-11-26,0.01,EUR
        """;
    assertThat(load(csv, LoadedTable.CAMPAIGN_COSTS).appended()).isEqualTo(3);
    assertThat(load(csv.replace(",12.5,", ",12.50,"), LoadedTable.CAMPAIGN_COSTS).appended())
        .isZero();
    assertThat(
            campaigns
                .spark()
                .sql(
                    "SELECT concat_ws('|', campaign_id, cost_date, cost, currency) FROM cold.marketing.campaign_costs")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder(
            "c1|2017-11-25|12.50|EUR", "c,1|2017-11-25|-3.00|USD", "c1|2017-11-26|0.01|EUR");

    LoadReport bad =
        load(
            csv + "2017-11-27T00:00:00Z,c1,26.11.2017,1.234,eur\nc1\n", LoadedTable.CAMPAIGN_COSTS);
    assertThat(bad.words())
        .contains(
            "line 5: field 'cost_date' is \"26.11.2017\", not a date",
            "field 'cost' is \"1.234\", not a decimal",
            "field 'currency' is \"eur\", not three capital letters",
            "line 6: the row has 1 cells, the header has 5");
    assertThatThrownBy(() -> load("campaign_id,price\n", LoadedTable.CAMPAIGN_COSTS))
        .hasMessageContaining("must be a CSV header of campaign_costs");
  }

  @Test
  void loadsAtTheSameTimeAppendEachVersionOnce() throws Exception {
    StringBuilder file = new StringBuilder();
    IntStream.range(0, 50)
        .forEach(i -> file.append(line("c" + i, "Campaign " + i, "2017-11-25T09:00:00Z")));
    List<CompletableFuture<LoadReport>> loads =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> loadUnchecked(file.toString(), i)))
            .toList();

    assertThat(loads.stream().mapToLong(load -> load.join().appended()).sum()).isEqualTo(50);
    assertThat(campaigns.versions()).hasSize(50);
    assertThat(campaigns.operations()).containsExactly("append");
  }

  @Test
  void aDryRunSaysWhatItWouldDo() throws Exception {
    CampaignsLoad command = command(BLACK_FRIDAY, LoadedTable.CAMPAIGNS, "dry");
    command.dryRun = true;
    assertThat(command.work(campaigns.spark()).words())
        .contains("1 new versions would be appended");
    assertThat(campaigns.operations()).isEmpty();
  }

  @Test
  void aWarehouseThatCannotBeWrittenLeavesTheTableAsItWas() throws Exception {
    Path data = directory.resolve("warehouse/marketing/campaigns/data");
    Path away = data.resolveSibling("of-dropped-tables");
    if (Files.exists(data)) {
      Files.move(data, away);
    }
    Files.createFile(data);
    try {
      assertThatThrownBy(() -> load(BLACK_FRIDAY)).hasStackTraceContaining(data.toString());
    } finally {
      Files.delete(data);
    }
    assertThat(campaigns.versions()).isEmpty();
    assertThat(campaigns.operations()).isEmpty();
    assertThat(load(BLACK_FRIDAY).appended()).isOne();
  }

  private static LoadReport loadUnchecked(String text, int number) {
    try {
      return (LoadReport)
          command(text, LoadedTable.CAMPAIGNS, "at-once-" + number).work(campaigns.spark());
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private LoadReport load(String text) throws IOException {
    return load(text, LoadedTable.CAMPAIGNS);
  }

  private LoadReport load(String text, LoadedTable table) throws IOException {
    return (LoadReport)
        command(text, table, files.getFileName().toString()).work(campaigns.spark());
  }

  private static CampaignsLoad command(String text, LoadedTable table, String name)
      throws IOException {
    CampaignsLoad command = new CampaignsLoad();
    String ending = table == LoadedTable.CAMPAIGNS ? ".jsonl" : ".csv";
    command.file = Files.writeString(directory.resolve(name + ending), text);
    command.table = table;
    command.cold = directory;
    command.check();
    return command;
  }

  private static String line(String id, String name, String updatedAt) {
    return "{\"campaign_id\":\"%s\",\"name\":\"%s\",\"updated_at\":\"%s\"}%n"
        .formatted(id, name, updatedAt);
  }
}
