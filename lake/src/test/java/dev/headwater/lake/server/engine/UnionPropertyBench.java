package dev.headwater.lake.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** The property of {@link UnionPropertyIT} for 500 worlds, 50 in each of ten lakes. */
@Tag("bench")
class UnionPropertyBench {
  private static final int WORLDS = 50;

  @Property(tries = 10, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void everyOfFiveHundredWorldsIsReadAsItWasWritten(@ForAll("seeds") long seed) throws Exception {
    System.out.println("UnionPropertyBench runs with -Dseed=" + seed);
    try (UnionWorldsRun run = new UnionWorldsRun()) {
      assertThat(run.failures(WORLDS, new Random(seed))).as("-Dseed=%d", seed).isEmpty();
    }
  }

  @Provide
  Arbitrary<Long> seeds() {
    return UnionWorld.seeds();
  }
}
