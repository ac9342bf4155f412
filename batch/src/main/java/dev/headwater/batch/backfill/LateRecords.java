package dev.headwater.batch.backfill;

import dev.headwater.batch.recompute.Days;
import dev.headwater.batch.recompute.QueryServer;
import dev.headwater.batch.recompute.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Events that came too late for the stream, and their way into the archive. */
record LateRecords(QueryServer served) {
  private static final String ARCHIVE = "cold.archive.events";
  private static final StructType COLUMNS =
      StructType.fromDDL("source STRING, position BIGINT, recorded_at TIMESTAMP, record STRING");

  /**
   * Events of some days that are not in the archive, each once. Only days that no job of the stream
   * can still restate: with all of the day after them, they are older than the hot horizon.
   */
  Dataset<Row> waiting(Days days) {
    Optional<Days> closed = closed(days);
    served
        .rows(
            "late_records",
            COLUMNS,
            """
            table_name = 'events' AND record IS NOT NULL
            AND record_time >= TIMESTAMPTZ '%s 00:00:00+00' AND record_time < TIMESTAMPTZ '%s 00:00:00+00'
            """
                .formatted(days.first(), days.last().plusDays(1)))
        .createOrReplaceTempView("late_records");
    return served
        .spark()
        .sql(closed.orElse(days).in(Statement.text("late_events")))
        .where(functions.lit(closed.isPresent()));
  }

  /** Appends events to the archive; columns that were added to it later and they lack are null. */
  static void archive(Dataset<Row> events) {
    try {
      events
          .sparkSession()
          .table(ARCHIVE)
          .limit(0)
          .unionByName(events.withColumn("late", functions.lit(true)), true)
          .coalesce(1)
          .sortWithinPartitions("event_date")
          .writeTo(ARCHIVE)
          .append();
    } catch (NoSuchTableException e) {
      throw new IllegalStateException("there is no " + ARCHIVE + "; start the platform again", e);
    }
  }

  /** Those of the days that are closed, if one is. */
  private Optional<Days> closed(Days days) {
    List<List<Object>> clock =
        served.small(
            """
            SELECT epoch_ms(h.newest_time), d.hot_days
            FROM platform_progress AS h CROSS JOIN platform_progress AS d
            WHERE h.name = 'horizon' AND d.name = 'hot_days'
            """);
    if (clock.isEmpty()) {
      return Optional.empty();
    }
    long newest = ((Number) clock.get(0).get(0)).longValue();
    long hotDays = ((Number) clock.get(0).get(1)).longValue();
    LocalDate closed =
        LocalDate.ofInstant(Instant.ofEpochMilli(newest), ZoneOffset.UTC).minusDays(hotDays + 2);
    return closed.isBefore(days.first())
        ? Optional.empty()
        : Optional.of(new Days(days.first(), closed.isBefore(days.last()) ? closed : days.last()));
  }
}
