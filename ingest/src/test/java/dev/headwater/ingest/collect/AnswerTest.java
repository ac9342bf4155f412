package dev.headwater.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.rows.Counts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerTest {
  @Test
  void timesThatWereCutAreToldWhenThereAreAny() {
    assertThat(Answer.safe(new Counts(1, 0, 0, 2, Map.of()), List.of()).document())
        .containsEntry("times_cut", 2L);
    assertThat(Answer.safe(new Counts(1, 0, 0, 0, Map.of()), List.of()).document())
        .containsOnlyKeys("accepted", "late", "rejected", "errors");
  }
}
