package dev.headwater.batch;

import dev.headwater.batch.BatchException.Actor;
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
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What Headwater serves, as anybody reads it.
 *
 * @param address host:port of the query server's Arrow Flight SQL
 */
record QueryServer(String address) {
  private static final String DRIVER = "org.apache.arrow.driver.jdbc.ArrowFlightJdbcDriver";

  /**
   * Rows of a table, read when Spark needs them.
   *
   * @param columns of the result; they have the table's names
   * @param condition of DuckDB's, such as {@code true}
   */
  Dataset<Row> rows(SparkSession spark, String table, StructType columns, String condition) {
    String query =
        "SELECT CAST(to_json(struct_pack(%s)) AS VARCHAR) AS record FROM %s WHERE %s"
            .formatted(
                Arrays.stream(columns.fields())
                    .map(QueryServer::sent)
                    .collect(Collectors.joining(", ")),
                table,
                condition);
    StructType sent = new StructType();
    for (StructField column : columns.fields()) {
      sent = sent.add(column.name(), isTime(column) ? DataTypes.LongType : column.dataType());
    }
    return spark
        .read()
        .format("jdbc")
        .option("driver", DRIVER)
        .option("url", url())
        .option("query", query)
        .load()
        .select(
            functions
                .from_json(functions.col("record"), sent, Map.of("mode", "FAILFAST"))
                .as("record"))
        .select(Arrays.stream(columns.fields()).map(QueryServer::taken).toArray(Column[]::new));
  }

  /** The few rows of a small answer. */
  List<List<Object>> small(String query) {
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
  private static String sent(StructField column) {
    String name = '"' + column.name() + '"';
    String value = name;
    if (isTime(column)) {
      value = "epoch_ms(" + value + ")";
    } else if (column.dataType() instanceof DecimalType) {
      value = "CAST(" + value + " AS VARCHAR)";
    }
    return name + " := " + value;
  }

  private static Column taken(StructField column) {
    Column value = functions.col("record").getField(column.name());
    return (isTime(column) ? functions.timestamp_millis(value) : value).as(column.name());
  }

  private static boolean isTime(StructField column) {
    return column.dataType().equals(DataTypes.TimestampType);
  }

  private String url() {
    return "jdbc:arrow-flight-sql://" + address + "?useEncryption=false";
  }
}
