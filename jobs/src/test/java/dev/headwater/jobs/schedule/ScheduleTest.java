package dev.headwater.jobs.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.LakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleTest {
  @TempDir Path directory;

  @Test
  void maintenanceUsuallyRunsEveryHour() {
    assertThat(
            Schedule.usual().next(ScheduledJob.MAINTENANCE, Instant.parse("2026-11-21T23:17:00Z")))
        .contains(Instant.parse("2026-11-22T00:17:00Z"));
  }

  @Test
  void timesAreInUtcWhateverTheMachineThinks() throws IOException {
    Schedule schedule = Schedule.read(file("maintenance = 30 2 * * 1-5\n"));
    assertThat(schedule.next(ScheduledJob.MAINTENANCE, Instant.parse("2026-11-20T02:30:00Z")))
        .as("from Friday to Monday")
        .contains(Instant.parse("2026-11-23T02:30:00Z"));
  }

  @Test
  void whatIsOffHasNoTime() throws IOException {
    Schedule schedule = Schedule.read(file("maintenance=off\n"));
    assertThat(schedule.next(ScheduledJob.MAINTENANCE, Instant.EPOCH)).isEmpty();
    assertThat(schedule.text()).contains("maintenance = off\n");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() throws IOException {
    Path file = file("maintenance = 61 * * * *\nmaintenence = 1 * * * *\nverify_all = off\n");
    assertThatThrownBy(() -> Schedule.read(file))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining(file + " cannot be used:")
        .hasMessageContaining("maintenance = 61 * * * *: ")
        .hasMessageContaining("61")
        .hasMessageContaining("maintenence: there is no such job; there are [maintenance")
        .hasMessageContaining("verify_all: there is no such job");
  }

  @Test
  void aFileInTheDataDirectoryIsUsedUnlessAnotherIsNamed() throws IOException {
    ScheduleDirectory data = new ScheduleDirectory(directory);
    assertThat(data.choose(Optional.empty())).isEqualTo(Schedule.usual());
    Files.writeString(directory.resolve("schedule.properties"), "maintenance = 0 4 * * *");
    assertThat(data.choose(Optional.empty()).times())
        .containsEntry(ScheduledJob.MAINTENANCE, "0 4 * * *");
    Path other = file("maintenance = 0 5 * * *");
    assertThat(data.choose(Optional.of(other.toString())).times())
        .containsEntry(ScheduledJob.MAINTENANCE, "0 5 * * *");
    assertThat(data.choose(Optional.of("none"))).isEqualTo(Schedule.NONE);
    assertThatThrownBy(() -> data.choose(Optional.of("nowhere.properties")))
        .hasMessageContaining("the schedule nowhere.properties cannot be read");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("given.properties"), text);
  }
}
