package dev.headwater.batch.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several tables at once, of which one fails. */
class AtOnceTest {
  @Test
  void resultsComeInTheOrderOfTheTables() {
    List<Integer> all = IntStream.range(0, 100).boxed().toList();
    assertThat(AtOnce.each(all, one -> one * 2))
        .isEqualTo(all.stream().map(one -> one * 2).toList());
  }

  @Test
  void afterAFailureWhatIsUnderWayEndsAndNothingMoreBegins() {
    CountDownLatch underWay = new CountDownLatch(2);
    Set<Integer> begun = ConcurrentHashMap.newKeySet();
    Set<Integer> ended = ConcurrentHashMap.newKeySet();
    List<Integer> all = IntStream.range(0, 100).boxed().toList();
    assertThatThrownBy(
            () ->
                AtOnce.each(
                    all,
                    one -> {
                      begun.add(one);
                      if (one == 0) {
                        await(underWay);
                        throw new IllegalStateException("the first fails");
                      }
                      underWay.countDown();
                      work();
                      ended.add(one);
                      return one;
                    }))
        .hasMessage("the first fails");
    begun.remove(0);
    assertThat(ended).isEqualTo(begun).hasSizeLessThan(all.size() - 1);
  }

  /** Something that takes a while and can be interrupted. */
  private static void work() {
    for (int i = 0; i < 5_000_000; i++) {
      Thread.onSpinWait();
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("interrupted");
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
