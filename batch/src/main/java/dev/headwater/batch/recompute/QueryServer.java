package dev.headwater.batch.recompute;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.timestamp_millis;

import dev.headwater.batch.fault.BatchException;
import dev.headwater.batch.fault.BatchException.Actor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What Headwater serves, as anybody reads it.
 *
 * @param spark the session that reads
 * @param address host:port of the query server's Arrow Flight SQL
 */
public record QueryServer(SparkSession spark, String address) {
  private static final String DRIVER = "org.apache.arrow.driver.jdbc.ArrowFlightJdbcDriver";

  /**
   * Rows of a table, read when Spark needs them.
   *
   * @param columns of the result; they have the table's names
   * @param condition of DuckDB's, such as {@code true}
   */
  public Dataset<Row> rows(String table, StructType columns, String condition) {
    List<String> packed = new ArrayList<>();
    StructType sent = new StructType();
    for (StructField column : columns.fields()) {
      packed.add(packed(column));
      sent = sent.add(column.name(), isTime(column) ? DataTypes.LongType : column.dataType());
    }
    String query =
        "SELECT CAST(to_json(struct_pack(%s)) AS VARCHAR) AS record FROM %s WHERE %s"
            .formatted(String.join(", ", packed), table, condition);
    return spark
        .read()
        .format("jdbc")
        .option("driver", DRIVER)
        .option("url", url())
        .option("query", query)
        .load()
        .select(from_json(col("record"), sent, Map.of("mode", "FAILFAST")).as("record"))
        .select(Arrays.stream(columns.fields()).map(QueryServer::taken).toArray(Column[]::new));
  }

  /** The few rows of a small answer. */
  public List<List<Object>> small(String query) {
    try (Connection connection = DriverManager.getConnection(url());
        java.sql.Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(query)) {
      ResultSetMetaData columns = answer.getMetaData();
      List<List<Object>> rows = new ArrayList<>();
      while (answer.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          row.add(answer.getObject(i));
        }
        rows.add(Collections.unmodifiableList(row));
      }
      return rows;
    } catch (SQLException e) {
      throw new BatchException(
          Actor.EXTERNAL, "the query server at " + address + " does not answer: " + e, e);
    }
  }

  /** A row travels as one JSON object: a null amount sent as text arrived as an empty one. */
  private static String packed(StructField column) {
    String format = column.dataType() instanceof DecimalType ? "CAST(%s AS VARCHAR)" : "%s";
    String name = '"' + column.name() + '"';
    return name + " := " + (isTime(column) ? "epoch_ms(%s)" : format).formatted(name);
  }

  private static Column taken(StructField column) {
    Column value = col("record").getField(column.name());
    return (isTime(column) ? timestamp_millis(value) : value).as(column.name());
  }

  private static boolean isTime(StructField column) {
    return column.dataType().equals(DataTypes.TimestampType);
  }

  private String url() {
    return "jdbc:arrow-flight-sql://" + address + "?useEncryption=false";
  }
}
