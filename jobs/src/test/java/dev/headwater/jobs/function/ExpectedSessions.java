package dev.headwater.jobs.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.types.Row;

/** Sessions by brute force: all events of a customer in order of time, cut where they pause. */
final class ExpectedSessions {
  private static final Comparator<SessionEvent> FIRST_OF_EQUAL_TIMES =
      Comparator.comparing(ExpectedSessions::fiveHexDigits)
          .reversed()
          .thenComparing(SessionEvent::eventId);

  private ExpectedSessions() {}

  static void assertThatAre(SessionTable table, Collection<SessionEvent> events, String told) {
    assertThat(table.rows()).as(told).isNotEmpty().isEqualTo(of(events));
  }

  static Map<List<Object>, Row> of(Collection<SessionEvent> events) {
    Map<String, List<SessionEvent>> byCustomer = new TreeMap<>();
    for (SessionEvent event : events) {
      byCustomer.computeIfAbsent(event.customerId(), none -> new ArrayList<>()).add(event);
    }
    Map<List<Object>, Row> rows = new HashMap<>();
    for (List<SessionEvent> ofOne : byCustomer.values()) {
      ofOne.sort(Comparator.comparing(SessionEvent::eventTime));
      int from = 0;
      for (int to = 1; to <= ofOne.size(); to++) {
        if (to == ofOne.size() || pauses(ofOne.get(to - 1), ofOne.get(to))) {
          Row row = row(ofOne.subList(from, to));
          rows.put(List.of(row.getField(0), row.getField(1)), row);
          from = to;
        }
      }
    }
    return rows;
  }

  private static boolean pauses(SessionEvent event, SessionEvent next) {
    return next.eventTime().toEpochMilli() - event.eventTime().toEpochMilli() > 30 * 60_000;
  }

  private static Row row(List<SessionEvent> session) {
    Instant start = session.get(0).eventTime();
    Instant end = session.get(session.size() - 1).eventTime();
    SessionEvent first = firstAt(start, session);
    SessionEvent last = firstAt(end, session);
    return Row.of(
        first.customerId(),
        start,
        end,
        (long) session.size(),
        session.stream().filter(event -> event.eventType().equals("page_view")).count(),
        session.stream().filter(event -> event.eventType().equals("click")).count(),
        first.pageHost(),
        last.pageHost(),
        first.channel());
  }

  private static SessionEvent firstAt(Instant time, List<SessionEvent> session) {
    return session.stream()
        .filter(event -> event.eventTime().equals(time))
        .min(FIRST_OF_EQUAL_TIMES)
        .orElseThrow();
  }

  private static String fiveHexDigits(SessionEvent event) {
    try {
      byte[] id = event.eventId().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(id)).substring(0, 5);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
