package dev.headwater.jobs.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which days late events have touched, told from what is kept of them anyway: the late records, the
 * archive, and the log of finished backfills.
 *
 * @param late the late events
 * @param archived whether the archive has an event as a late one, by its key; absent when it has it
 *     not at all
 * @param backfilled runs that recomputed all that events are in
 */
record TouchedDays(
    Collection<LateEvent> late, Map<String, Boolean> archived, Collection<Backfilled> backfilled) {

  /** An event that came too late for the stream. */
  record LateEvent(LocalDate day, String id, Instant recorded) {
    /** Its key in the archive. */
    String key() {
      return day + "/" + id;
    }
  }

  /** Days that a finished run has recomputed, both ends included. */
  record Backfilled(DayRange days, Instant started) {
    boolean covers(LateEvent event) {
      return started.isAfter(event.recorded()) && days.contains(event.day());
    }
  }

  /**
   * Days with an event that the archive has not, or that it has got from a run which did not
   * finish. One that the stream had already is a repeat and touches nothing.
   *
   * @param lastClosed newest day that backfill takes late events of
   */
  SortedSet<LocalDate> until(LocalDate lastClosed) {
    SortedSet<LocalDate> touched = new TreeSet<>();
    for (LateEvent event : late) {
      Boolean asLate = archived.get(event.key());
      boolean missing = asLate == null;
      boolean unfinished =
          !missing && asLate && backfilled.stream().noneMatch(run -> run.covers(event));
      if (!event.day().isAfter(lastClosed) && (missing || unfinished)) {
        touched.add(event.day());
      }
    }
    return touched;
  }

  /**
   * Ranges to recompute: the touched days, and those beside them that have events, for a session
   * may reach over midnight. The windows of attribution reach no further: a row belongs to the day
   * of its touch or click.
   *
   * @param withEvents days that the archive has events of
   */
  static List<DayRange> ranges(SortedSet<LocalDate> touched, Set<LocalDate> withEvents) {
    SortedSet<LocalDate> days = new TreeSet<>(touched);
    for (LocalDate day : touched) {
      for (LocalDate beside : List.of(day.minusDays(1), day.plusDays(1))) {
        if (withEvents.contains(beside)) {
          days.add(beside);
        }
      }
    }
    List<DayRange> ranges = new ArrayList<>();
    for (LocalDate day : days) {
      DayRange before = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
      if (before != null && before.last().plusDays(1).equals(day)) {
        ranges.set(ranges.size() - 1, new DayRange(before.first(), day));
      } else {
        ranges.add(new DayRange(day, day));
      }
    }
    return ranges;
  }
}
