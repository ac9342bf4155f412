package dev.headwater.jobs.function;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.table.annotation.DataTypeHint;

/**
 * A session of one customer, as the state holds it.
 *
 * @param start time of the first event
 * @param end time of the last event
 * @param events events in it
 * @param pageViews page views among them
 * @param clicks clicks among them
 * @param firstEvent id of the first event, which breaks ties
 * @param entryPage its page host, null when unknown
 * @param channel its channel, null when none
 * @param lastEvent id of the last event, which breaks ties
 * @param exitPage its page host, null when unknown
 */
public record Session(
    @DataTypeHint("TIMESTAMP_LTZ(3)") Instant start,
    @DataTypeHint("TIMESTAMP_LTZ(3)") Instant end,
    long events,
    long pageViews,
    long clicks,
    String firstEvent,
    String entryPage,
    String channel,
    String lastEvent,
    String exitPage) {

  static Session of(SessionEvent event) {
    return new Session(
        event.eventTime(),
        event.eventTime(),
        1,
        event.eventType().equals("page_view") ? 1 : 0,
        event.eventType().equals("click") ? 1 : 0,
        event.eventId(),
        event.pageHost(),
        event.channel(),
        event.eventId(),
        event.pageHost());
  }

  /** Whether an event belongs to this session: a pause of exactly the gap does not end it. */
  boolean reaches(Instant time, Duration gap) {
    return !time.isBefore(start.minus(gap)) && !time.isAfter(end.plus(gap));
  }

  /** Both sessions as one. */
  Session merge(Session other) {
    Session first = startsBefore(other) ? this : other;
    Session last = endsAfter(other) ? this : other;
    return new Session(
        first.start,
        last.end,
        events + other.events,
        pageViews + other.pageViews,
        clicks + other.clicks,
        first.firstEvent,
        first.entryPage,
        first.channel,
        last.lastEvent,
        last.exitPage);
  }

  private boolean startsBefore(Session other) {
    return start.equals(other.start)
        ? TieBreak.wins(firstEvent, other.firstEvent)
        : start.isBefore(other.start);
  }

  private boolean endsAfter(Session other) {
    return end.equals(other.end)
        ? TieBreak.wins(lastEvent, other.lastEvent)
        : end.isAfter(other.end);
  }
}
