package dev.headwater.jobs.cli;

import dev.headwater.jobs.cases.Cases;
import dev.headwater.jobs.cases.CasesRun;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promises of the whole platform, which its parts share: one start for all of them. Runs in a time
 * zone far from UTC, which must not show.
 */
public class SpineIT
    implements Cases,
        SpineLoad,
        SpineAnswers,
        SpineRejects,
        SpineEvolution,
        SpineSources,
        SpineMetrics {
  @TempDir static Path directory;
  private static Spine spine;
  private static CasesRun cases;

  @BeforeAll
  static void start() throws IOException {
    spine = Spine.start(directory);
    cases = CasesRun.on(spine.platform(), directory.resolve("cases"));
  }

  @AfterAll
  static void stop() {
    if (spine != null) {
      spine.close();
    }
  }

  @Override
  public Spine spine() {
    return spine;
  }

  @Override
  public CasesRun cases() {
    return cases;
  }
}
