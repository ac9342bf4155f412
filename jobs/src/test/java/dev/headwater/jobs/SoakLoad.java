package dev.headwater.jobs;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.fluss.row.BinaryString;

/**
 * Touches of a million customers and an order for every hundred of them, all of the moment at which
 * they are written; and what must come of them.
 */
final class SoakLoad {
  static final List<String> COLUMNS = List.of("order_id", "customer_id", "first_touch_event_id");

  private static final int CUSTOMERS = 1_000_000;
  private static final int EVENTS_AN_ORDER = 100;

  private final Random random;
  private final Writer eventLines;
  private final Writer orderLines;
  private final long[] firstTouch = new long[CUSTOMERS];
  private final int[] touches = new int[CUSTOMERS];
  private final long[] lastMillis = new long[CUSTOMERS];
  private final List<Integer> customersOfOrders = new ArrayList<>();
  private long events;
  private long pathRows;

  SoakLoad(long seed, Writer eventLines, Writer orderLines) {
    this.random = new Random(seed);
    this.eventLines = eventLines;
    this.orderLines = orderLines;
  }

  long events() {
    return events;
  }

  /** Rows of order_touches: all touches of a customer before an order. */
  long pathRows() {
    return pathRows;
  }

  /** Writes more of them. */
  void write(long more) throws IOException {
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    for (long i = 0; i < more; i++) {
      touch(now);
      if (events % EVENTS_AN_ORDER == 0) {
        order(now);
      }
    }
    eventLines.flush();
    orderLines.flush();
  }

  private void touch(Instant now) throws IOException {
    int customer = customerNotSeenAt(now);
    events++;
    lastMillis[customer] = now.toEpochMilli();
    touches[customer]++;
    if (firstTouch[customer] == 0) {
      firstTouch[customer] = events;
    }
    eventLines.write(
        "{\"event_id\":\"e%d\",\"customer_id\":\"c%d\",\"event_type\":\"visit\",\"channel\":\"email\",\"event_time\":\"%s\"}\n"
            .formatted(events, customer, now));
  }

  private void order(Instant now) throws IOException {
    int customer = customerNotSeenAt(now);
    customersOfOrders.add(customer);
    lastMillis[customer] = now.toEpochMilli();
    pathRows += touches[customer];
    orderLines.write(
        "{\"order_id\":\"o%d\",\"customer_id\":\"c%d\",\"product_id\":\"p\",\"total_amount\":1,\"order_time\":\"%s\"}\n"
            .formatted(customersOfOrders.size(), customer, now));
  }

  /** What comes first, a touch or an order, has to be told by their times. */
  private int customerNotSeenAt(Instant now) {
    int customer;
    do {
      customer = random.nextInt(CUSTOMERS);
    } while (lastMillis[customer] >= now.toEpochMilli());
    return customer;
  }

  /** Rows of order_mart, as {@link #COLUMNS}. */
  Set<List<Object>> orders() {
    Set<List<Object>> rows = new HashSet<>();
    for (int i = 0; i < customersOfOrders.size(); i++) {
      int customer = customersOfOrders.get(i);
      List<Object> row = new ArrayList<>();
      row.add(BinaryString.fromString("o" + (i + 1)));
      row.add(BinaryString.fromString("c" + customer));
      // An order may have come before any touch, whose first one then stands in its row.
      row.add(
          firstTouch[customer] == 0 ? null : BinaryString.fromString("e" + firstTouch[customer]));
      rows.add(row);
    }
    return rows;
  }
}
