package dev.headwater.lake.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * The property of the query server: whatever was tiered, compacted, dropped or restarted, it tells
 * what was written.
 */
class UnionPropertyIT {
  private static final int WORLDS = Boolean.getBoolean("test.nightly") ? 30 : 15;

  @Property(tries = 1, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void everyWorldIsReadAsItWasWritten(@ForAll("seeds") long seed) throws Exception {
    System.out.println("UnionPropertyIT runs with -Dseed=" + seed);
    try (UnionWorldsRun run = new UnionWorldsRun()) {
      assertThat(run.failures(WORLDS, new Random(seed))).as("-Dseed=%d", seed).isEmpty();
    }
  }

  @Provide
  Arbitrary<Long> seeds() {
    return UnionWorld.seeds();
  }
}
