package dev.headwater.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.retention.KeptDay;
import dev.headwater.jobs.retention.RetentionReport;
import dev.headwater.lake.progress.TableProgress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes wrong slowly is told with its numbers, and what is usual is not told. */
class SlowFaultsTest {
  private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

  @Test
  void recordsThatWaitForTheLakeAreCounted() {
    TableProgress waits = new TableProgress("order_mart", 1_500, true, 200, Optional.of(1L));
    TableProgress hotOnly = new TableProgress("touches", 9, false, 0, Optional.empty());
    assertThat(SlowFaults.tiering(List.of(waits, hotOnly)))
        .matches(Finding::fault)
        .extracting(Finding::words)
        .isEqualTo("records wait for more than 10 minutes: 1,300 of order_mart");
    assertThat(SlowFaults.tiering(List.of(hotOnly))).matches(finding -> !finding.fault());
  }

  @Test
  void aDayIsBlockedOnceItIsKeptForMoreThanADay() {
    assertThat(SlowFaults.days(kept("2026-01-04T11:59:59Z"), NOW))
        .matches(Finding::fault)
        .extracting(Finding::words)
        .isEqualTo("2025-11-01 of events is kept: not archived");
    assertThat(SlowFaults.days(kept("2026-01-04T12:00:01Z"), NOW))
        .matches(finding -> !finding.fault());
    assertThat(SlowFaults.days(RetentionReport.NONE, NOW)).matches(finding -> !finding.fault());
  }

  private static RetentionReport kept(String since) {
    return new RetentionReport(
        null,
        null,
        null,
        List.of(new KeptDay("events", "2025-11-01", since, "not archived")),
        List.of());
  }

  @Test
  void clocksMayBeSomeSecondsApart() {
    assertThat(SlowFaults.clock(NOW.plusSeconds(90), NOW))
        .matches(Finding::fault)
        .extracting(Finding::words)
        .isEqualTo("this machine's clock is 90 s behind the platform's");
    assertThat(SlowFaults.clock(NOW.minusSeconds(6), NOW).words()).contains("6 s ahead of");
    assertThat(SlowFaults.clock(NOW.plusSeconds(5), NOW)).matches(finding -> !finding.fault());
  }
}
