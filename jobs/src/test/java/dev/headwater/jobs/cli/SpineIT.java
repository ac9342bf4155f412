package dev.headwater.jobs.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promises of the whole platform, which its parts share: one start for all of them. Runs in a time
 * zone far from UTC, which must not show.
 */
class SpineIT
    implements SpineLoad, SpineAnswers, SpineRejects, SpineEvolution, SpineSources, SpineMetrics {
  @TempDir static Path directory;
  private static Spine spine;

  @BeforeAll
  static void start() {
    spine = Spine.start(directory);
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
}
