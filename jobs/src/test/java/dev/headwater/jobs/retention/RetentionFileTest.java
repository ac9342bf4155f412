package dev.headwater.jobs.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.LakeException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionFileTest {
  private static final Optional<Instant> NEWEST =
      Optional.of(Instant.parse("2024-03-10T12:00:00Z"));
  private static final RetentionReport REPORT =
      new RetentionReport(
          "2024-03-10T12:00:00Z",
          "2024-03-01",
          "2024-03-01",
          List.of(new KeptDay("events", "2024-02-29", "2024-03-10T11:00:00Z", "because")),
          List.of("touches 2024-02-28"));

  @TempDir Path directory;
  private RetentionFile file;

  @BeforeEach
  void open() {
    file = new RetentionFile(directory);
  }

  @Test
  void whatWasWrittenIsRead() {
    assertThat(file.read()).isEqualTo(RetentionReport.NONE);

    file.write(REPORT);

    assertThat(file.read()).isEqualTo(REPORT);
  }

  @Test
  void aHorizonBackToTheFirstDayThatIsHotIsFine() {
    file.write(REPORT);

    assertThatCode(() -> file.requireHorizonIsHot(NEWEST, 9)).doesNotThrowAnyException();
  }

  @Test
  void aHorizonIntoDroppedDaysIsRefusedWithTheMostThatIsPossible() {
    file.write(REPORT);

    assertThatThrownBy(() -> file.requireHorizonIsHot(NEWEST, 10))
        .isInstanceOf(LakeException.class)
        .hasMessage(
            "a hot horizon of 10 days reaches back to 2024-02-29, but days before 2024-03-01 were"
                + " dropped; give --hot-days 9 or fewer");
  }

  @Test
  void withoutDropsAndOnANewPlatformAnyHorizonIsFine() {
    assertThatCode(() -> file.requireHorizonIsHot(NEWEST, 99)).doesNotThrowAnyException();
    file.write(REPORT);
    assertThatCode(() -> file.requireHorizonIsHot(Optional.empty(), 99)).doesNotThrowAnyException();
  }
}
