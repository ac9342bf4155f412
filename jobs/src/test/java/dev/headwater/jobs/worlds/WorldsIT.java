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

/** Whatever the world, the order of its lines, the repeats and the time of a restart. */
class WorldsIT {
  private static final int WORLDS = Boolean.getBoolean("test.nightly") ? 50 : 15;
  private static final int PARTS = 2;

  @Property(tries = 1, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void everyTableOfManyWorldsEqualsItsOracleAlsoWithARestartAmongThem(@ForAll("seeds") long seed)
      throws IOException {
    System.out.println("WorldsIT runs with -Dseed=" + seed);
    Path directory = TestingDirectory.fresh("worlds");
    try (TestingPlatform platform =
        TestingPlatform.start(directory.resolve("data"), JobDefinitions.load().named(List.of()))) {
      Random random = new Random(seed);
      WorldsRun run =
          new WorldsRun(Worlds.some(WORLDS, random), random, directory, platform.addresses());
      assertThat(run.differences(PARTS, platform::restart)).as("-Dseed=%d", seed).isEmpty();
    }
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Worlds.seeds();
  }
}
