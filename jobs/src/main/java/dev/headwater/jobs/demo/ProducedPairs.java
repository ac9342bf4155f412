package dev.headwater.jobs.demo;

import dev.headwater.ingest.generate.truth.AttributedPair;
import dev.headwater.ingest.generate.truth.AttributedPair.Kind;
import dev.headwater.jobs.query.Query;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the marts say about orders, as pairs that can be scored. */
final class ProducedPairs {
  private final Query query;

  ProducedPairs(Query query) {
    this.query = query;
  }

  /** Pairs of these customers: a platform that ran before knows others too. */
  Set<AttributedPair> of(Set<String> customers) {
    Set<AttributedPair> pairs = read();
    pairs.removeIf(pair -> !customers.contains(pair.customerId()));
    return pairs;
  }

  private Set<AttributedPair> read() {
    Set<AttributedPair> pairs = new HashSet<>();
    for (List<Object> row :
        query.run("SELECT customer_id, order_id, touch_event_id FROM order_touches").rows()) {
      add(pairs, Kind.PATH, row, row.get(2));
    }
    for (List<Object> row :
        query
            .run(
                "SELECT customer_id, order_id, first_touch_event_id, first_click_event_id FROM order_mart")
            .rows()) {
      add(pairs, Kind.FIRST_TOUCH, row, row.get(2));
      add(pairs, Kind.FIRST_CLICK, row, row.get(3));
    }
    return pairs;
  }

  private static void add(Set<AttributedPair> pairs, Kind kind, List<Object> row, Object eventId) {
    if (eventId != null) {
      pairs.add(
          new AttributedPair(
              kind, row.get(0).toString(), row.get(1).toString(), eventId.toString()));
    }
  }
}
