package dev.headwater.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.status.LiveIngestStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveIngestSamplesTest {
  private static final List<String> LABELS = List.of("topic clicks", "shop", "events");

  private static LiveIngestStatus member(long records, long behind, long heard) {
    return new LiveIngestStatus(
        "topic clicks",
        Optional.of("shop"),
        "events",
        records,
        behind,
        Instant.EPOCH,
        Instant.ofEpochSecond(heard));
  }

  private static List<Double> told(LiveIngestStatus... members) {
    return RecordProbe.ingest(LABELS, List.of(members), Instant.ofEpochSecond(1_000)).stream()
        .map(Sample::value)
        .toList();
  }

  @Test
  void membersOfAGroupAreOneIngest() {
    assertThat(told(member(100, 5, 998), member(50, 2, 996))).containsExactly(150.0, 7.0, 998.0);
  }

  @Test
  void oneThatIsGoneDoesNotMakeTheOthersSilent() {
    assertThat(told(member(100, 5, 998), member(50, 2, 200))).containsExactly(100.0, 5.0, 998.0);
  }

  @Test
  void whenAllAreGoneTheLastOneTellsSinceWhen() {
    assertThat(told(member(100, 5, 100), member(50, 2, 200))).containsExactly(50.0, 2.0, 200.0);
  }
}
