package dev.headwater.lake.union;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which part of a table a read covers. */
public enum Side {
  /** Everything: the lake's snapshot and what Fluss holds after it. */
  ALL,
  /** All that Fluss still holds, the lake left aside. */
  HOT,
  /** The newest readable snapshot of the lake alone. */
  HISTORY;

  /**
   * The side of that name, in any case.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  public static Side of(String name) {
    for (Side side : values()) {
      if (side.lowerCase().equals(name.toLowerCase(Locale.ROOT))) {
        return side;
      }
    }
    throw new IllegalArgumentException(
        "unknown side '%s', use one of %s"
            .formatted(
                name,
                Arrays.stream(values()).map(Side::lowerCase).collect(Collectors.joining(", "))));
  }

  public String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }
}
