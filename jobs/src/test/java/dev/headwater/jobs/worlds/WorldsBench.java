package dev.headwater.jobs.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.KillablePlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** A thousand worlds, with the platform killed among them again and again. */
@Tag("bench")
class WorldsBench {
  private static final int WORLDS = 1_000;
  private static final int PARTS = 6;

  @Property(tries = 1, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void everyTableOfAThousandWorldsEqualsItsOracleAlsoWithKillsAmongThem(@ForAll("seeds") long seed)
      throws IOException {
    System.out.println("WorldsBench runs with -Dseed=" + seed);
    Path directory = TestingDirectory.fresh("thousand-worlds");
    try (KillablePlatform platform = new KillablePlatform(directory)) {
      platform.start();
      Random random = new Random(seed);
      WorldsRun run = WorldsRun.of(WORLDS, PARTS, random, directory, platform.addresses());
      String differences =
          run.differences(
              PARTS,
              () -> {
                platform.kill("between two parts");
                platform.start();
              });
      assertThat(differences).as("-Dseed=%d", seed).isEmpty();
      platform.stop();
    }
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Worlds.seeds();
  }
}
