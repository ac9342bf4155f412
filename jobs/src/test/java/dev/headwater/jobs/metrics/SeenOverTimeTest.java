package dev.headwater.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.jobs.metrics.OrderLatency.Arrival;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeenOverTimeTest {
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  private final OrderLatency latency = new OrderLatency();
  private final PrometheusRegistry registry = new PrometheusRegistry();

  private static Instant seconds(long after) {
    return NOON.plusSeconds(after);
  }

  private static Arrival arrival(long after) {
    return new Arrival(seconds(after), NOON.minusSeconds(60));
  }

  private HistogramDataPointSnapshot since(String since) {
    return registry.scrape().stream()
        .flatMap(family -> family.getDataPoints().stream())
        .filter(point -> since.equals(point.getLabels().get("since")))
        .map(HistogramDataPointSnapshot.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anOrderTakesFromItsArrivalToItsFirstRow() {
    latency.register(registry);
    latency.arrived("a", arrival(0));
    latency.landed("a", seconds(2));
    latency.landed("a", seconds(50));

    assertThat(since("arrival").getCount()).isEqualTo(1);
    assertThat(since("arrival").getSum()).isEqualTo(2);
    assertThat(since("order_time").getSum()).isEqualTo(62);
    assertThat(latency.longestWait(seconds(60))).isZero();
  }

  @Test
  void aRowThatIsSeenBeforeItsOrderIsPairedToo() {
    latency.register(registry);
    latency.landed("b", seconds(3));
    latency.arrived("b", arrival(1));

    assertThat(since("arrival").getSum()).isEqualTo(2);
  }

  @Test
  void anOrderWithoutARowIsWaitedFor() {
    latency.arrived("c", arrival(0));
    latency.arrived("d", arrival(5));

    assertThat(latency.longestWait(seconds(30))).isEqualTo(30);
    latency.landed("c", seconds(31));
    assertThat(latency.longestWait(seconds(35))).isEqualTo(30);
  }

  @Test
  void rowsWaitForTheLakeSinceItsLastCommitOrSinceTheyCame() {
    LakeLag lag = new LakeLag();
    Optional<Instant> committed = Optional.of(NOON);

    assertThat(lag.of("order_mart", 0, committed, seconds(600))).isZero();
    assertThat(lag.of("order_mart", 5, committed, seconds(610))).isZero();
    assertThat(lag.of("order_mart", 5, committed, seconds(640))).isEqualTo(Duration.ofSeconds(30));
    assertThat(lag.of("order_mart", 5, Optional.of(seconds(645)), seconds(650)))
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(lag.of("order_mart", 0, committed, seconds(660))).isZero();
  }

  @Test
  void backpressureIsThatOfTheSlowestStage() throws JsonProcessingException {
    HeldUp heldUp = new HeldUp();

    assertThat(heldUp.ratio(job(10_000, 1_000, 0))).isEmpty();
    assertThat(heldUp.ratio(job(20_000, 1_500, 8_000))).hasValue(0.4);
    assertThat(heldUp.ratio(job(30_000, 0, 0))).as("the job was started again").isEmpty();
    assertThat(heldUp.ratio(job(40_000, 0, 90_000))).hasValue(1);
  }

  private static JsonNode job(long now, long source, long join) throws JsonProcessingException {
    return new ObjectMapper()
        .readTree(
            """
            {"now": %d, "vertices": [
              {"id": "source", "parallelism": 1, "metrics": {"accumulated-backpressured-time": %d}},
              {"id": "join", "parallelism": 2, "metrics": {"accumulated-backpressured-time": %d}}]}
            """
                .formatted(now, source, join));
  }
}
