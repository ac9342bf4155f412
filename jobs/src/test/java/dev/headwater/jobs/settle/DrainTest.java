package dev.headwater.jobs.settle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.checkpoint.CheckpointContents;
import dev.headwater.jobs.checkpoint.CheckpointContents.InFlight;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DrainTest {
  private final Drain drain = new Drain();

  @Test
  void nothingInFlightIsDone() {
    assertThat(drain.isDoneAt(checkpoint(1))).isTrue();
  }

  @Test
  void newerRecordsInFlightAreNotWaitedFor() {
    assertThat(drain.isDoneAt(checkpoint(1, "a", "b"))).isFalse();
    assertThat(drain.isDoneAt(checkpoint(1, "b", "c"))).isFalse();
    assertThat(drain.isDoneAt(checkpoint(1, "c", "d"))).isTrue();
  }

  @Test
  void aRecordMayGoFromOneOperatorToTheNext() {
    assertThat(drain.isDoneAt(checkpoint(2, "a"))).isFalse();
    assertThat(drain.isDoneAt(checkpoint(2, "b"))).isFalse();
    assertThat(drain.pending()).isEqualTo(1);
    assertThat(drain.isDoneAt(checkpoint(2, "b"))).isFalse();
    assertThat(drain.isDoneAt(checkpoint(2, "c"))).isTrue();
  }

  @Test
  void aCheckpointWithNothingInFlightEndsItAtAnyStage() {
    assertThat(drain.isDoneAt(checkpoint(3, "a"))).isFalse();
    assertThat(drain.isDoneAt(checkpoint(3))).isTrue();
  }

  private static CheckpointContents checkpoint(int stages, String... parts) {
    Set<InFlight> inFlight =
        Stream.of(parts).map(part -> new InFlight("operator", part)).collect(Collectors.toSet());
    return new CheckpointContents(List.of(), inFlight, stages);
  }
}
