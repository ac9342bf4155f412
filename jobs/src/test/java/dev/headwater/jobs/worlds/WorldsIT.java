package dev.headwater.jobs.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.platform.TestingPlatform;
import dev.headwater.jobs.run.JobDefinitions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/**
 * Whatever the world, the order of its lines, the repeats and the time of a restart. By day {@link
 * dev.headwater.jobs.MartsIT} plays some.
 */
@Tag("nightly")
class WorldsIT {
  private static final int WORLDS = 50;
  private static final int PARTS = 2;

  @Property(tries = 1, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void everyTableOfFiftyWorldsEqualsItsOracleAlsoWithARestartAmongThem(@ForAll("seeds") long seed)
      throws IOException {
    System.out.println("WorldsIT runs with -Dseed=" + seed);
    Path directory = TestingDirectory.fresh("worlds");
    try (TestingPlatform platform =
        TestingPlatform.start(directory.resolve("data"), JobDefinitions.load().named(List.of()))) {
      Random random = new Random(seed);
      WorldsRun run = WorldsRun.of(WORLDS, PARTS, random, directory, platform.addresses());
      assertThat(run.differences(PARTS, platform::restart)).as("-Dseed=%d", seed).isEmpty();
    }
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Worlds.seeds();
  }
}
