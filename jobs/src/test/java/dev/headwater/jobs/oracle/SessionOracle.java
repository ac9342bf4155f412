package dev.headwater.jobs.oracle;

import static dev.headwater.jobs.oracle.Column.key;
import static dev.headwater.jobs.oracle.Column.text;
import static dev.headwater.jobs.oracle.Column.time;
import static dev.headwater.jobs.oracle.Column.whole;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Events of a customer without a pause of more than half an hour, cut after all are known. */
final class SessionOracle implements TableGroup {
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

  private final List<List<EventRecord>> sessions = new ArrayList<>();

  SessionOracle(DistinctRecords records) {
    Map<String, List<EventRecord>> byCustomer = new TreeMap<>();
    for (EventRecord event : records.events()) {
      byCustomer.computeIfAbsent(event.customerId(), id -> new ArrayList<>()).add(event);
    }
    byCustomer.values().forEach(this::cut);
  }

  private void cut(List<EventRecord> events) {
    events.sort(Comparator.comparing(EventRecord::eventTime));
    List<EventRecord> session = new ArrayList<>();
    Instant last = events.get(0).eventTime();
    for (EventRecord event : events) {
      if (Duration.between(last, event.eventTime()).compareTo(LONGEST_PAUSE) > 0) {
        sessions.add(session);
        session = new ArrayList<>();
      }
      session.add(event);
      last = event.eventTime();
    }
    sessions.add(session);
  }

  @Override
  public List<ExpectedRows> tables() {
    return List.of(rows("sessions"), rows("sessions_history", Column.tombstone("merged_away")));
  }

  private ExpectedRows rows(String table, Column... more) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                key("customer_id"),
                Column.keyTime("session_start"),
                time("session_end"),
                whole("events"),
                whole("page_views"),
                whole("clicks"),
                text("entry_page"),
                text("exit_page"),
                text("channel")));
    columns.addAll(List.of(more));
    ExpectedRows rows = new ExpectedRows(table, columns.toArray(new Column[0]));
    for (List<EventRecord> session : sessions) {
      List<Object> row = row(session);
      row.addAll(Collections.nCopies(more.length, false));
      rows.add(row.toArray());
    }
    return rows;
  }

  private static List<Object> row(List<EventRecord> session) {
    EventRecord first = Collections.min(session, EventRecord.EARLIEST_FIRST);
    EventRecord last = Collections.min(session, EventRecord.LATEST_FIRST);
    List<Object> row = new ArrayList<>();
    row.add(first.customerId());
    row.add(first.eventTime());
    row.add(last.eventTime());
    row.add((long) session.size());
    row.add(count(session, "page_view"));
    row.add(count(session, "click"));
    row.add(first.pageHost());
    row.add(last.pageHost());
    row.add(first.channel());
    return row;
  }

  private static long count(Collection<EventRecord> session, String type) {
    return session.stream().filter(event -> event.eventType().equals(type)).count();
  }
}
