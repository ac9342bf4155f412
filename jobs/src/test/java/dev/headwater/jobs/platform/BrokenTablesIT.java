package dev.headwater.jobs.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.run.ExistingTables;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.run.PlanCheck;
import dev.headwater.jobs.run.PlanReport;
import dev.headwater.lake.catalogs.Catalogs;
import dev.headwater.lake.storage.EmbeddedFluss;
import dev.headwater.lake.tables.SqlResources;
import dev.headwater.lake.tables.TableDefinitions;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan check over tables that each miss one option which a delta join needs. */
class BrokenTablesIT {
  @TempDir static Path directory;
  private static EmbeddedFluss storage;
  private static EmbeddedFlink flink;
  private static PlanCheck check;
  private static ExistingTables tables;

  @BeforeAll
  static void startWithBrokenTables() throws Exception {
    SortedMap<String, String> definitions = SqlResources.in("lake/sql/tables");
    removeOption(definitions, "product_clicks", "bucket.key");
    removeOption(definitions, "order_touch_probes", "table.merge-engine");
    removeOption(definitions, "first_touch", "table.merge-engine");
    removeOption(definitions, "first_touch", "table.merge-engine.versioned.ver-column");
    PlatformOptions options =
        new PlatformOptions(
            directory.resolve("data"),
            TestingPlatform.freePorts(),
            List.of(),
            PlatformOptions.DEFAULT_HOT_DAYS,
            PlatformOptions.DEFAULT_QUERY_MEGABYTES);
    storage = EmbeddedFluss.start(options.data(), options.ports().base());
    TableDefinitions.of(definitions).apply(storage.bootstrapServers());
    flink = EmbeddedFlink.start(options, new Catalogs(storage.bootstrapServers(), options.data()));
    tables = new ExistingTables(storage.bootstrapServers());
    check = new PlanCheck(options.addresses().gateway(), tables);
  }

  @AfterAll
  static void stop() throws Exception {
    tables.close();
    flink.close();
    storage.close();
  }

  private static void removeOption(
      SortedMap<String, String> definitions, String table, String option) {
    List<String> lines = definitions.get(table).lines().toList();
    List<String> kept =
        lines.stream().filter(line -> !line.strip().startsWith("'" + option + "' =")).toList();
    assertThat(kept).as("%s has %s", table, option).hasSize(lines.size() - 1);
    String text = kept.stream().collect(Collectors.joining("\n"));
    definitions.put(
        table, text.replaceAll(",\\s*\\)\\s*;", "\n);").replaceAll("WITH \\(\\s*\\)", ""));
  }

  @Test
  void aMissingBucketKeyIsNamedWithItsTable() {
    PlanReport report = check("order_first_click");

    assertThat(report.kept()).isFalse();
    assertThat(report.operators()).contains("Join").doesNotContain("DeltaJoin");
    assertThat(report.problems())
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .startsWith("product_clicks: ")
                    .contains("set 'bucket.key' to columns of the join"));
  }

  @Test
  void aMissingFirstRowEngineIsNamedWithItsTable() {
    PlanReport report = check("order_touches");

    assertThat(report.kept()).isFalse();
    assertThat(report.operators()).contains("Join").doesNotContain("DeltaJoin");
    assertThat(report.problems())
        .contains(
            "order_touch_probes: rows can be deleted; set 'table.merge-engine' = 'first_row' (or 'versioned'), or 'table.delete.behavior' = 'IGNORE'");
  }

  @Test
  void aMissingVersionedEngineIsNamedWithItsTableForEveryJobThatJoinsIt() {
    for (String job : List.of("customer_first_touch", "order_mart_first_touch")) {
      PlanReport report = check(job);

      assertThat(report.problems())
          .as(job)
          .contains(
              "first_touch: rows can be deleted; set 'table.merge-engine' = 'first_row' (or 'versioned'), or 'table.delete.behavior' = 'IGNORE'");
    }
  }

  @Test
  void jobsThatDoNotReadTheBrokenTablesKeepTheirPromise() {
    assertThat(check("touches").problems()).isEmpty();
    assertThat(check("order_mart_customer").problems()).isEmpty();
  }

  private static PlanReport check(String job) {
    List<JobDefinition> found = JobDefinitions.load().named(List.of(job));
    return check.check(found.get(0));
  }
}
