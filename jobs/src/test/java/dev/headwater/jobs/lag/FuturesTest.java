package dev.headwater.jobs.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.jobs.fault.ProgressException;
import dev.headwater.lake.LakeException.Actor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.fluss.exception.LeaderNotAvailableException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class FuturesTest {
  private final LeaderNotAvailableException noLeader =
      new LeaderNotAvailableException("Server -1 is not found in metadata cache.");

  @Test
  void aFaultSaysWhatWasAskedWhetherItIsToldAtOnceOrLater() {
    assertFault(
        () -> {
          throw noLeader;
        });
    assertFault(
        () -> {
          throw new CompletionException(noLeader);
        });
    assertFault(() -> CompletableFuture.failedFuture(noLeader));
  }

  @Test
  void anAnswerIsGivenAsItIs() {
    assertThat(Futures.await(() -> CompletableFuture.completedFuture(7), "asking")).isEqualTo(7);
  }

  private void assertFault(Supplier<CompletableFuture<String>> asked) {
    assertThatThrownBy(() -> Futures.await(asked, "asking"))
        .hasMessageStartingWith("asking failed: ")
        .hasMessageContaining("Server -1 is not found in metadata cache.")
        .hasCause(noLeader)
        .asInstanceOf(InstanceOfAssertFactories.type(ProgressException.class))
        .extracting(ProgressException::actor)
        .isEqualTo(Actor.EXTERNAL);
  }
}
