package dev.headwater.lake.server.ask;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A point of the lake's history: a snapshot by its id, or the newest one that is not later than a
 * time. Exactly one of the two is there.
 */
public record AsOf(OptionalLong snapshot, Optional<Instant> time) {
  public AsOf {
    if (snapshot.isPresent() == time.isPresent()) {
      throw new IllegalArgumentException("a point of history is a snapshot or a time");
    }
  }

  /**
   * Reads a snapshot's id, or a time with its zone.
   *
   * @throws IllegalArgumentException when the text is neither
   */
  public static AsOf of(String text) {
    try {
      return text.matches("\\d+")
          ? new AsOf(OptionalLong.of(Long.parseLong(text)), Optional.empty())
          : new AsOf(OptionalLong.empty(), Optional.of(OffsetDateTime.parse(text).toInstant()));
    } catch (DateTimeParseException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is no point of history; give the id of a snapshot or a time as 2024-03-10T07:00:00Z"
              .formatted(text),
          e);
    }
  }
}
