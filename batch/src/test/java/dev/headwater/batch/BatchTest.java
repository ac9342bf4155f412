package dev.headwater.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.batch.fault.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {
  @TempDir Path directory;

  @Test
  void wrongWordsAreWrongUsageBeforeSparkStarts() {
    assertThat(Batch.run("nothing")).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(Batch.run("campaigns-load", "missing.jsonl")).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(load(directory.resolve("missing.jsonl"), "campaigns"))
        .isEqualTo(ExitCode.WRONG_USAGE);
  }

  @Test
  void anUnknownTableIsWrongUsage() throws Exception {
    Path file = Files.writeString(directory.resolve("orders.jsonl"), "{}");
    assertThat(load(file, "orders")).isEqualTo(ExitCode.WRONG_USAGE);
  }

  private int load(Path file, String table) {
    return Batch.run("campaigns-load", "" + file, "--table", table, "--cold", "" + directory);
  }
}
