package dev.headwater.ingest.generate.world;

import dev.headwater.ingest.generate.seed.Dice;
import java.util.HexFormat;

/**
 * Mints identities that never repeat and whose order says nothing about the order they were minted
 * in.
 */
public final class Identities {
  private final long seed;
  private long minted;

  public Identities(long seed) {
    this.seed = seed;
  }

  String event() {
    return mint("e-");
  }

  String order() {
    return mint("o-");
  }

  String customer() {
    return mint("c-");
  }

  private String mint(String prefix) {
    minted++;
    return prefix + HexFormat.of().toHexDigits(Dice.mix(seed ^ Dice.mix(minted)));
  }
}
