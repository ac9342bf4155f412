package dev.headwater.batch.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.batch.fault.BatchException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  @TempDir Path warehouse;

  @Test
  void oneBackfillAtATimeHasIt() {
    RunLock first = RunLock.take(warehouse).orElseThrow();
    assertThat(RunLock.take(warehouse)).isEmpty();
    first.close();
    assertThat(RunLock.take(warehouse)).hasValueSatisfying(RunLock::close);
  }

  /** Where nobody may write, whoever asks: also as root, whom permissions do not stop. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aWarehouseThatCannotBeWrittenToIsToldBeforeAnythingChanges() {
    assertThatThrownBy(() -> RunLock.take(Path.of("/proc/self")))
        .isInstanceOfSatisfying(
            BatchException.class,
            refused -> assertThat(refused.actor()).isEqualTo(BatchException.Actor.EXTERNAL))
        .hasMessageContaining("the warehouse /proc/self cannot be written to");
  }
}
