package dev.headwater.jobs.schedule;

import java.time.LocalDate;

/**
 * UTC days in a row.
 *
 * @param first included
 * @param last included
 */
public record DayRange(LocalDate first, LocalDate last) {
  boolean contains(LocalDate day) {
    return !day.isBefore(first) && !day.isAfter(last);
  }
}
