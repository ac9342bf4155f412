package dev.headwater.batch.recompute;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;

/** What {@code cold.archive} holds. */
public record Archive(SparkSession spark) {
  /** Days with events or orders. */
  SortedSet<String> days() {
    SortedSet<String> days = new TreeSet<>();
    spark
        .sql(
            """
            SELECT partition.event_date FROM cold.archive.events.partitions
            UNION SELECT partition.order_date FROM cold.archive.orders.partitions
            """)
        .collectAsList()
        .forEach(row -> days.add(row.getString(0)));
    return days;
  }

  /** From the first of its days to the last. */
  public Optional<Days> all() {
    SortedSet<String> days = days();
    return days.isEmpty()
        ? Optional.empty()
        : Optional.of(new Days(LocalDate.parse(days.first()), LocalDate.parse(days.last())));
  }

  /** Those of the days of which it holds nothing. */
  public List<String> missing(Days days) {
    SortedSet<String> there = days();
    return days.each().stream().filter(day -> !there.contains(day)).toList();
  }
}
