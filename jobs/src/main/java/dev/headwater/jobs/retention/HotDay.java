package dev.headwater.jobs.retention;

import dev.headwater.lake.cold.archive.ArchivedTable;
import dev.headwater.lake.tables.TableDefinition;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * A date partition that retention may drop.
 *
 * @param table its table
 * @param day its date, yyyy-MM-dd
 */
record HotDay(TableDefinition table, String day) {

  /** The archived table that the day comes from. */
  ArchivedTable source() {
    return ArchivedTable.valueOf(table.archivedAs().orElseThrow().toUpperCase(Locale.ROOT));
  }

  /** Days of the source that rows of this day come from: an order is probed on days before it. */
  List<String> sourceDays() {
    long after = source() == ArchivedTable.ORDERS ? table.lookbackDays() : 0;
    return LongStream.rangeClosed(0, after)
        .mapToObj(days -> LocalDate.parse(day).plusDays(days).toString())
        .toList();
  }

  /** Whether other days are made from this one: those go first. */
  boolean isSource() {
    return table.name().equals(source().table());
  }

  @Override
  public String toString() {
    return table.name() + " " + day;
  }
}
