package dev.headwater.jobs;

import java.util.Random;

/** Where chance comes from: {@code -Dseed=N} repeats a run, otherwise every run is another. */
public final class Seed {
  private Seed() {}

  public static long choose(String test) {
    long seed = Long.getLong("seed", new Random().nextInt(1_000_000_000));
    System.out.println(test + " runs with -Dseed=" + seed);
    return seed;
  }
}
