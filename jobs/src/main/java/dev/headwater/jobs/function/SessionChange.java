package dev.headwater.jobs.function;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one event does to its customer's sessions: it starts one, extends one or merges two.
 *
 * @param sessions all of them afterwards, in no order
 * @param joined the one that has the event; its row is to be written
 * @param noStarts times at which no session starts, though a row may say so: one that this run
 *     wrote before, or one of a run that failed and had read the events in another order
 */
record SessionChange(List<Session> sessions, Session joined, Set<Instant> noStarts) {
  SessionChange {
    sessions = List.copyOf(sessions);
    noStarts = Set.copyOf(noStarts);
  }

  static SessionChange of(List<Session> known, SessionEvent event, Duration gap) {
    Session joined = Session.of(event);
    List<Session> sessions = new ArrayList<>();
    Set<Instant> noStarts = new HashSet<>(Set.of(event.eventTime()));
    for (Session session : known) {
      if (session.reaches(event.eventTime(), gap)) {
        joined = joined.merge(session);
        noStarts.add(session.start());
      } else {
        sessions.add(session);
      }
    }
    sessions.add(joined);
    noStarts.remove(joined.start());
    return new SessionChange(sessions, joined, noStarts);
  }
}
