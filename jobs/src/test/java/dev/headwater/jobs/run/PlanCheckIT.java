package dev.headwater.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.platform.TestingPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Flink really plans for the shipped jobs over the shipped tables. */
class PlanCheckIT {
  private static final String PREPARATION =
      """
      -- Plan: %s
      SET 'table.local-time-zone' = 'UTC';
      USE CATALOG fluss;
      USE headwater;

      """;

  private static final String DAILY_ORDERS =
      """
      INSERT INTO orders_daily (order_date, currency, orders, revenue)
      SELECT
        DATE_FORMAT(order_time, 'yyyy-MM-dd'),
        currency,
        COUNT(*),
        CAST(SUM(total_amount) AS DECIMAL(18, 2))
      FROM orders
      GROUP BY DATE_FORMAT(order_time, 'yyyy-MM-dd'), currency;
      """;

  private static ExistingTables tables;
  private static PlanCheck check;
  private static Map<String, PlanReport> shipped;

  @BeforeAll
  static void planShippedJobs() throws IOException {
    TestingPlatform platform = TestingPlatform.withoutJobs();
    tables = new ExistingTables(platform.addresses().bootstrapServers());
    check = new PlanCheck(platform.addresses().gateway(), tables);
    shipped =
        JobDefinitions.load().all().stream()
            .map(check::check)
            .collect(Collectors.toMap(PlanReport::job, Function.identity()));
  }

  @AfterAll
  static void stop() {
    tables.close();
  }

  static Stream<String> names() {
    return JobDefinitions.load().all().stream().map(JobDefinition::name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyShippedJobKeepsItsPromise(String name) {
    assertThat(shipped.get(name).problems()).isEmpty();
    assertThat(shipped.get(name).kept()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyShippedJobIsPlannedAsItWasCheckedIn(String name) throws IOException {
    GoldenPlan.compare(shipped.get(name));
  }

  @Test
  void noPlanIsCheckedInForAJobThatIsGone() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/plans"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(names().map(name -> name + ".txt").toList());
    }
  }

  @Test
  void theSpineHasThreeDeltaJoinsAndALookupJoinAndNoStatefulJoin() {
    assertThat(operators("DeltaJoin")).isGreaterThanOrEqualTo(3);
    assertThat(operators("LookupJoin")).isGreaterThanOrEqualTo(1);
    assertThat(operators("Join")).isZero();
  }

  private static long operators(String name) {
    return shipped.values().stream()
        .flatMap(report -> report.operators().stream())
        .filter(name::equals)
        .count();
  }

  @Test
  void aLeftJoinFallsBackToAStatefulJoinAndIsReportedByItsName() {
    PlanReport report =
        check(
            "1 delta join",
            """
            INSERT INTO order_mart (customer_id, order_id, first_touch_event_id)
            SELECT o.customer_id, o.order_id, f.touch_event_id
            FROM orders AS o
            LEFT JOIN first_touch AS f ON o.customer_id = f.customer_id;
            """);

    assertThat(report.kept()).isFalse();
    assertThat(report.operators()).contains("Join");
    assertThat(report.problems())
        .startsWith(
            "the header promises 1 delta join, the plan has 0", "the plan keeps state in Join");
  }

  @Test
  void anAggregateWithoutAPromiseIsReportedByTheNameOfItsOperator() {
    assertThat(check("no join", DAILY_ORDERS).problems())
        .containsExactly(
            "the header promises 0 aggregates, the plan has 1",
            "the plan keeps state in GroupAggregate");
  }

  @Test
  void anAggregateThatIsPromisedIsFine() {
    assertThat(check("1 aggregate", DAILY_ORDERS).problems()).isEmpty();
  }

  @Test
  void aFunctionWithoutAPromiseIsReportedByTheNameOfItsOperator() {
    assertThat(changed("host_hits_5m", "-- Plan: 1 process table function", "-- Plan: no join"))
        .containsExactly(
            "the header promises 0 process table functions, the plan has 1",
            "the plan keeps state in ProcessTableFunction");
  }

  @Test
  void aTallyOfWindowsThatAreNoTimesSaysWhatItWants() {
    assertThat(changed("host_hits_5m", "DESCRIPTOR(window_start)", "DESCRIPTOR(host)"))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("tally: `starts` is to name one TIMESTAMP_LTZ column of the input", "(`host`)");
  }

  private static List<String> changed(String job, String part, String other) {
    String sql = JobDefinitions.load().named(List.of(job)).get(0).sql();
    assertThat(sql).contains(part);
    return check.check(JobDefinition.parse(job, sql.replace(part, other))).problems();
  }

  @Test
  void aPromiseThatThePlanDoesNotKeepIsReportedWithBothCounts() {
    PlanReport report =
        check(
            "1 lookup join, 2 delta joins",
            """
            INSERT INTO order_mart (customer_id, order_id)
            SELECT customer_id, order_id
            FROM orders;
            """);

    assertThat(report.problems())
        .containsExactly(
            "the header promises 2 delta joins, the plan has 0",
            "the header promises 1 lookup join, the plan has 0");
  }

  @Test
  void aJobThatFlinkRefusesIsReportedWithFlinksWords() {
    PlanReport report =
        check(
            "no join",
            "INSERT INTO order_mart (customer_id, order_id) SELECT nothing, order_id FROM orders;");

    assertThat(report.plan()).isEmpty();
    assertThat(report.problems())
        .containsExactly("Flink makes no plan: Column 'nothing' not found in any table");
  }

  private static PlanReport check(String promise, String insert) {
    return check.check(JobDefinition.parse("tried", PREPARATION.formatted(promise) + insert));
  }
}
