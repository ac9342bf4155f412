package dev.headwater.batch.backfill;

import dev.headwater.batch.recompute.Mart;
import dev.headwater.batch.recompute.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;

/** The tables in {@code cold.ops}: what was done when, and what was reported. */
record RunLog(SparkSession spark) {
  /** Appends rows, which have the table's columns in their order. */
  void append(String table, List<Row> rows) {
    String name = "cold.ops." + table;
    if (rows.isEmpty()) {
      return;
    }
    try {
      spark.createDataFrame(rows, spark.table(name).schema()).coalesce(1).writeTo(name).append();
    } catch (NoSuchTableException e) {
      throw new IllegalStateException("there is no " + name + "; start the platform again", e);
    }
  }

  /**
   * Appends a run.
   *
   * @param further values of columns that only this table has
   */
  void append(
      String table,
      String run,
      Instant started,
      Collection<Mart> marts,
      RangeReport report,
      Object... further) {
    List<Object> row = new ArrayList<>(List.of(run, Timestamp.from(started), report.seconds()));
    row.add(marts.stream().map(Mart::table).collect(Collectors.joining(",")));
    row.add(report.days().first().toString());
    row.add(report.days().last().toString());
    row.add(report.rowsRead());
    row.add(report.rowsWrong());
    row.addAll(Arrays.asList(further));
    row.add(codeVersion());
    append(table, List.of(RowFactory.create(row.toArray())));
  }

  /** The version of this build, and a digest of the files that recompute. */
  private static String codeVersion() {
    String recomputing =
        Arrays.stream(Mart.values())
            .map(mart -> Statement.text(mart.table()))
            .collect(Collectors.joining("", Statement.text("events"), ""));
    String version = RunLog.class.getPackage().getImplementationVersion();
    return (version == null ? "development" : version)
        + "+"
        + DigestUtils.sha256Hex(recomputing).substring(0, 12);
  }
}
