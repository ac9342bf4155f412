package dev.headwater.jobs.retention;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The last report, kept in the data directory.
 *
 * @param directory the platform's data directory
 */
public record RetentionFile(Path directory) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The last report; {@link RetentionReport#NONE} before the first. */
  public RetentionReport read() {
    try {
      return Files.exists(file())
          ? JSON.readValue(file().toFile(), RetentionReport.class)
          : RetentionReport.NONE;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file(), e);
    }
  }

  /**
   * Checks that no horizon reaches into days that are gone: their events would be taken for new.
   *
   * @param newest newest time seen; empty on a new platform
   * @param hotDays length of the horizon that is to be
   * @throws LakeException when it reaches too far
   */
  public void requireHorizonIsHot(Optional<Instant> newest, int hotDays) {
    String droppedBefore = read().droppedBefore();
    if (droppedBefore == null || newest.isEmpty()) {
      return;
    }
    LocalDate newestDay = newest.get().atOffset(ZoneOffset.UTC).toLocalDate();
    LocalDate gone = LocalDate.parse(droppedBefore);
    if (newestDay.minusDays(hotDays).isBefore(gone)) {
      throw new LakeException(
          Actor.USER,
          "a hot horizon of %d days reaches back to %s, but days before %s were dropped; give --hot-days %d or fewer"
              .formatted(
                  hotDays,
                  newestDay.minusDays(hotDays),
                  gone,
                  ChronoUnit.DAYS.between(gone, newestDay)));
    }
  }

  void write(RetentionReport report) {
    Path unfinished = directory.resolve("retention.json.new");
    try {
      JSON.writeValue(unfinished.toFile(), report);
      Files.move(unfinished, file(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file(), e);
    }
  }

  private Path file() {
    return directory.resolve("retention.json");
  }
}
