package dev.headwater.jobs.oracle;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Each record once.
 *
 * @param events without repeats
 * @param orders without repeats
 * @param customers in their newest versions
 * @param campaigns in their newest versions
 * @param hits every request: a web log has no repeats
 */
record DistinctRecords(
    Collection<EventRecord> events,
    Collection<OrderRecord> orders,
    Collection<CustomerRecord> customers,
    Collection<CampaignRecord> campaigns,
    Collection<HitRecord> hits) {

  static DistinctRecords of(OracleInput input) {
    return new DistinctRecords(
        distinct(input.events(), EventRecord::eventId),
        distinct(input.orders(), order -> List.of(order.customerId(), order.orderId())),
        newest(input.customers(), CustomerRecord::customerId, CustomerRecord::updatedAt),
        newest(input.campaigns(), CampaignRecord::campaignId, CampaignRecord::updatedAt),
        input.hits());
  }

  private static <T> Collection<T> distinct(List<T> records, Function<T, Object> identity) {
    Map<Object, T> first = new LinkedHashMap<>();
    records.forEach(record -> first.putIfAbsent(identity.apply(record), record));
    return first.values();
  }

  private static <T> Collection<T> newest(
      List<T> versions, Function<T, String> identity, Function<T, Instant> version) {
    Map<String, T> newest = new LinkedHashMap<>();
    for (T record : versions) {
      T known = newest.get(identity.apply(record));
      if (known == null || version.apply(record).isAfter(version.apply(known))) {
        newest.put(identity.apply(record), record);
      }
    }
    return newest.values();
  }
}
