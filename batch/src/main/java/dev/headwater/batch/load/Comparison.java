package dev.headwater.batch.load;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.Collection;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;

/** Tells for each distinct record of a file what it is beside the versions that are known. */
record Comparison(LoadedTable table) {
  /** What becomes of a record when it meets the versions that are known. */
  enum Outcome {
    /** A newer version that says something else: is appended. */
    NEW(""),
    /** Says what the version before it says. */
    SAME(""),
    /** Older than the newest version known. */
    OLDER("older than the version of "),
    /** The file has another record of the same key and version. */
    TWICE("another line has the same key and updated_at, but says something else"),
    /** The version is known, with other content. */
    OTHER(
        "this version is known already, but says something else; give the change a newer"
            + " updated_at");

    /** Why the record is not loaded; empty when there is nothing to say. */
    final String reason;

    Outcome(String reason) {
      this.reason = reason;
    }
  }

  /** Column with the name of the {@link Outcome}. */
  static final String OUTCOME = "outcome";

  /** Column with the newest version known before; null for a new key. */
  private static final String KNOWN = "known_version";

  private static final String KNOWN_CONTENT = "known_content";

  /**
   * Compares.
   *
   * @param given good records with their {@link LineParser#LINE}
   * @param known all versions of all keys
   */
  Dataset<Row> of(Dataset<Row> given, Dataset<Row> known) {
    Dataset<Row> distinct =
        given.groupBy(columns(table.columns())).agg(min(LineParser.LINE).as(LineParser.LINE));
    Column version = col(LoadedTable.VERSION);
    Dataset<Row> newest =
        known
            .groupBy(columns(table.key()))
            .agg(max_by(content(), version).as(KNOWN_CONTENT), max(version).as(KNOWN));
    return distinct
        .join(newest, table.key().toArray(String[]::new), "left")
        .withColumn(OUTCOME, outcome(version))
        .drop(KNOWN_CONTENT);
  }

  private Column outcome(Column version) {
    WindowSpec ofKey = Window.partitionBy(columns(table.key())).orderBy(version);
    WindowSpec ofVersion =
        Window.partitionBy(
            columns(Stream.concat(table.key().stream(), Stream.of(LoadedTable.VERSION)).toList()));
    Column known = col(KNOWN);
    Column inFile = lag(version, 1).over(ofKey);
    Column before =
        when(
                inFile.isNotNull().and(known.isNull().or(inFile.gt(known))),
                lag(content(), 1).over(ofKey))
            .otherwise(col(KNOWN_CONTENT));
    return when(count(lit(1)).over(ofVersion).gt(1), Outcome.TWICE.name())
        .when(version.lt(known), Outcome.OLDER.name())
        .when(
            version.equalTo(known).and(not(content().eqNullSafe(col(KNOWN_CONTENT)))),
            Outcome.OTHER.name())
        .when(content().eqNullSafe(before), Outcome.SAME.name())
        .otherwise(Outcome.NEW.name());
  }

  private Column content() {
    return struct(columns(table.content()));
  }

  private static Column[] columns(Collection<String> names) {
    return names.stream().map(functions::col).toArray(Column[]::new);
  }
}
