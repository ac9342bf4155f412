package dev.headwater.lake.cold.archive;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/** A hot table whose rows are kept for ever in the cold catalog. */
public enum ArchivedTable {
  EVENTS("event_date", "event_time"),
  ORDERS("order_date", "order_time");

  private final String dateColumn;
  private final String timeColumn;

  ArchivedTable(String dateColumn, String timeColumn) {
    this.dateColumn = dateColumn;
    this.timeColumn = timeColumn;
  }

  /** The table that a job fills the archive of, if it is such a job. */
  public static Optional<ArchivedTable> ofJob(String job) {
    return Arrays.stream(values()).filter(table -> table.job().equals(job)).findFirst();
  }

  /** Name of the hot table. */
  public String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Name of the archive in the cold catalog. */
  public String archive() {
    return "archive." + table();
  }

  /** Name of the job that writes the archive. */
  public String job() {
    return "archive_" + table();
  }

  /** Column of the archive that it is partitioned by: the row's UTC date. */
  String dateColumn() {
    return dateColumn;
  }

  String timeColumn() {
    return timeColumn;
  }

  /** The rows of the archive that its job wrote; late ones were taken in by backfill. */
  Expression streamed() {
    return this == EVENTS ? Expressions.equal("late", false) : Expressions.alwaysTrue();
  }
}
