package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.platform.TestingPlatform;
import dev.headwater.jobs.query.Query;
import dev.headwater.jobs.sql.GatewaySession;
import dev.headwater.lake.union.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Sessions and their history in the lake, over runs that end without a savepoint. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SessionsIT {
  private static final List<String> SESSION =
      List.of("customer_id", "session_start", "session_end", "events");
  private static final List<String> HISTORY =
      List.of("customer_id", "session_start", "events", "merged_away");
  private static final String BEFORE_MIDNIGHT = "2024-02-20T23:50:00Z";
  private static final String MIDNIGHT = "2024-02-21T00:00:00Z";
  private static final String AFTER_MIDNIGHT = "2024-02-21T00:25:00Z";

  @TempDir Path directory;
  private TestingPlatform platform;
  private StoredRows stored;
  private RestartableJobs jobs;

  @BeforeEach
  void start() throws IOException {
    platform = TestingPlatform.withoutJobs();
    stored = new StoredRows(platform.addresses());
    jobs = new RestartableJobs(platform.addresses(), directory, "sessions", "sessions_history");
    tierEvery("2s");
  }

  @AfterEach
  void stop() {
    // The platform lives on, for others.
    jobs.kill();
    tierEvery("1h");
  }

  private static String event(String customer, String time) {
    return """
    {"event_id":"%s at %s","customer_id":"%s","event_type":"page_view","event_time":"%s"}"""
        .formatted(customer, time, customer, time);
  }

  @Test
  @Order(1)
  void aRunThatReadsAgainInAnotherOrderLeavesNoRowOfTheOneThatFailed() throws Exception {
    // The earlier day, which no other test has, is there first, so that it is read first when all
    // is read again.
    jobs.ingest("events", event("other", BEFORE_MIDNIGHT));
    jobs.startFromNothing();
    jobs.ingest("events", event("late", AFTER_MIDNIGHT));
    jobs.settle();
    assertThat(sessions("late")).contains(List.of("late", AFTER_MIDNIGHT, AFTER_MIDNIGHT, 1L));

    jobs.kill();
    jobs.ingest("events", event("late", BEFORE_MIDNIGHT), event("late", MIDNIGHT));
    jobs.startFromNothing();
    jobs.settle();

    assertThat(sessions("late", "other"))
        .containsExactlyInAnyOrder(
            List.of("other", BEFORE_MIDNIGHT, BEFORE_MIDNIGHT, 1L),
            List.of("late", BEFORE_MIDNIGHT, AFTER_MIDNIGHT, 3L));
    List<List<Object>> history =
        of(stored.view("sessions_history", HISTORY), Set.of("late", "other"));
    assertThat(history).contains(List.of("late", AFTER_MIDNIGHT, 1L, true));
    assertThat(history.stream().filter(row -> row.get(3).equals(false)))
        .containsExactlyInAnyOrder(
            List.of("other", BEFORE_MIDNIGHT, 1L, false),
            List.of("late", BEFORE_MIDNIGHT, 3L, false));
    awaitInTheLake("late", BEFORE_MIDNIGHT);
  }

  @Test
  @Order(2)
  void sessionsThatMergeByTheDozenNeverHoldUpTheLake() throws IOException {
    jobs.startFromNothing();
    for (int round = 0; round < 3; round++) {
      String customer = "c" + round;
      jobs.ingest("events", event(customer, AFTER_MIDNIGHT), event(customer, BEFORE_MIDNIGHT));
      jobs.settle();
      jobs.ingest("events", event(customer, MIDNIGHT));
      jobs.settle();
      assertThat(stored.view("sessions_history", HISTORY))
          .contains(
              List.of(customer, BEFORE_MIDNIGHT, 3L, false),
              List.of(customer, AFTER_MIDNIGHT, 1L, true));
      awaitInTheLake(customer, BEFORE_MIDNIGHT);
    }
    assertThat(sessions("c0", "c1", "c2"))
        .hasSize(3)
        .allSatisfy(row -> assertThat(row.get(3)).isEqualTo(3L));
  }

  private List<List<Object>> sessions(String... customers) {
    return of(stored.view("sessions", SESSION), Set.of(customers));
  }

  private static List<List<Object>> of(List<List<Object>> rows, Set<String> customers) {
    return rows.stream().filter(row -> customers.contains(String.valueOf(row.get(0)))).toList();
  }

  private void awaitInTheLake(String customer, String start) {
    Awaitility.await("the session of " + customer + " in the lake")
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> {
              try (Query query = Query.open(platform.addresses().gateway(), Side.HISTORY)) {
                assertThat(
                        query
                            .run(
                                "SELECT merged_away, events FROM sessions_history WHERE customer_id = '%s' AND session_start = CAST('%s' AS TIMESTAMP_LTZ(3))"
                                    .formatted(customer, start.replace('T', ' ').replace("Z", "")))
                            .rows())
                    .containsExactly(List.of(false, 3L));
              }
            });
  }

  private void tierEvery(String freshness) {
    try (GatewaySession session = GatewaySession.open(platform.addresses().gateway(), Map.of())) {
      session.execute("USE CATALOG fluss");
      session.execute(
          "ALTER TABLE headwater.sessions_history SET ('table.datalake.freshness' = '%s')"
              .formatted(freshness));
    }
  }
}
