package dev.headwater.jobs.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.LakeException.Actor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private static final Deadline LATER = Deadline.after(Duration.ofMinutes(5));

  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void troubleIsWaitedOut() {
    assertThat(LATER.answer(failing(2, Actor.EXTERNAL))).isEqualTo("answer");
    assertThat(asked).hasValue(3);
  }

  @Test
  void troubleThatIsThereAtTheEndIsTold() {
    Deadline over = Deadline.after(Duration.ZERO);

    assertThatThrownBy(() -> over.answer(failing(2, Actor.EXTERNAL))).hasMessage("trouble 1");
  }

  @Test
  void whatOnlyTheUserCanMendIsToldAtOnce() {
    assertThatThrownBy(() -> LATER.answer(failing(2, Actor.USER))).hasMessage("trouble 1");
  }

  private Supplier<String> failing(int times, Actor actor) {
    return () -> {
      int now = asked.incrementAndGet();
      if (now <= times) {
        throw new ProgressException(actor, "trouble " + now);
      }
      return "answer";
    };
  }
}
