package dev.headwater.batch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.Row;
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

  /** The version of this build, and a digest of the files that recompute. */
  static String codeVersion() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Statement.text("events").getBytes(StandardCharsets.UTF_8));
      for (Mart mart : Mart.values()) {
        digest.update(Statement.text(mart.table()).getBytes(StandardCharsets.UTF_8));
      }
      String version = RunLog.class.getPackage().getImplementationVersion();
      return (version == null ? "development" : version)
          + "+"
          + HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
