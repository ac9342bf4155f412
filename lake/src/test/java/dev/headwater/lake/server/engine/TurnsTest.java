package dev.headwater.lake.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.server.ask.QueryException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final Duration HASTY = Duration.ofMillis(20);

  @Test
  void whoComesWhenAllPlacesAreTakenGetsABriefOne() {
    Turns turns = new Turns(2, 1, HASTY);
    Turns.Turn first = turns.take();
    assertThat(first.isBrief()).isFalse();
    assertThat(turns.take().isBrief()).isFalse();

    Turns.Turn brief = turns.take();
    assertThat(brief.isBrief()).isTrue();
    assertThatThrownBy(turns::take)
        .isInstanceOf(QueryException.class)
        .hasMessage("the server was busy with other queries for 0 s");
    assertThat(brief.stay()).isFalse();

    first.release();
    assertThat(brief.stay()).isTrue();
    assertThat(brief.isBrief()).isFalse();
    assertThat(turns.take().isBrief()).isTrue();
    assertThatThrownBy(turns::takeLong).isInstanceOf(QueryException.class);
  }

  @Test
  void aPlaceIsGivenBackOnce() {
    Turns turns = new Turns(1, 0, HASTY);
    Turns.Turn turn = turns.take();
    turn.release();
    turn.release();
    turns.take();
    assertThatThrownBy(turns::take).isInstanceOf(QueryException.class);
  }
}
