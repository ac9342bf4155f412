package dev.headwater.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.batch.fault.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit codes tell the truth. */
class BatchIT {
  @TempDir Path directory;

  @Test
  void aCatalogWithoutTheTableAndOneThatCannotBeOpenedAreToldApart() throws Exception {
    assertThat(load("{}")).as("bad rows come first").isEqualTo(ExitCode.FAILED);
    String good = "{\"campaign_id\":\"c\",\"name\":\"n\",\"updated_at\":\"2017-11-25T09:00:00Z\"}";
    assertThat(load(good)).as("no table").isEqualTo(ExitCode.WRONG_USAGE);

    Files.writeString(directory.resolve("catalog.db"), "this is no database, ".repeat(100));
    assertThat(load(good)).as("no catalog").isEqualTo(ExitCode.DEPENDENCY_DOWN);
  }

  private int load(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("campaigns.jsonl"), text);
    return Batch.run("campaigns-load", "" + file, "--table", "campaigns", "--cold", "" + directory);
  }
}
