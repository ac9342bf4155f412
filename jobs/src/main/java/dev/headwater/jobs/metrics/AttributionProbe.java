package dev.headwater.jobs.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.query.QueryClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which part of the newest orders a touch brought, and why the others have none. */
final class AttributionProbe implements Probe {
  private static final String ATTRIBUTED = "attributed";
  private static final List<String> REASONS =
      List.of(ATTRIBUTED, "outside_window", "touch_after_order", "no_touch");

  private final QueryClient server;

  AttributionProbe(PlatformAddresses platform) {
    this.server = new QueryClient(platform.query());
  }

  @Override
  public List<Sample> read() {
    Map<String, Long> orders = new LinkedHashMap<>();
    REASONS.forEach(reason -> orders.put(reason, 0L));
    for (JsonNode row :
        server.rows(
            """
                SELECT reason, COUNT(*)
                FROM attributed_orders
                WHERE order_time > (SELECT MAX(order_time) - INTERVAL '1' DAY FROM order_mart)
                GROUP BY reason\
                """)) {
      orders.put(row.get(0).asText(), row.get(1).asLong());
    }
    List<Sample> samples = new ArrayList<>();
    orders.forEach((reason, count) -> samples.add(Sample.of(Metric.RECENT_ORDERS, count, reason)));
    double all = orders.values().stream().mapToLong(Long::longValue).sum();
    if (all > 0) {
      samples.add(Sample.of(Metric.ATTRIBUTION_RATIO, orders.get(ATTRIBUTED) / all));
    }
    return samples;
  }
}
