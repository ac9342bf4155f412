package dev.headwater.jobs.cli.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.status.LiveIngestStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IngestWordsTest {
  private static final Instant THEN = Instant.parse("2024-03-03T12:00:00Z");
  private static final LiveIngestStatus INGEST =
      new LiveIngestStatus("topic t", Optional.of("g"), "orders", 7, 3, THEN, THEN);

  @Test
  void whatWasHeardOfLatelyIsToldBySecondsAndWhatIsSilentSaysSo() {
    assertThat(IngestWords.heard(INGEST, THEN.plusSeconds(30))).isEqualTo("30 s ago");
    assertThat(IngestWords.heard(INGEST, THEN.plusSeconds(1_031)))
        .isEqualTo("silent for 1,031 s: killed, or cut off");
  }

  @Test
  void clocksThatDifferTellNoTimeFromTheFuture() {
    assertThat(IngestWords.heard(INGEST, THEN.minusSeconds(5))).isEqualTo("0 s ago");
  }

  @Test
  void nothingIsShownWhenNothingIsLive() {
    assertThat(IngestWords.text(List.of())).isEmpty();
    assertThat(IngestWords.document(List.of(INGEST)).get(0))
        .containsEntry("group", "g")
        .containsEntry("behind", 3L)
        .containsEntry("silent", true);
  }
}
