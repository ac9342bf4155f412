package dev.headwater.batch.load;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A file of records as somebody gave it.
 *
 * @param path where it is
 * @param format how its lines hold records
 * @param currency for records that name none
 */
record GivenFile(Path path, LineFormat format, String currency) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * Every line that is not blank, good or bad; see {@link LineParser#schema()}.
   *
   * @throws IllegalArgumentException when a CSV file's header names unknown columns, or too few
   */
  Dataset<Row> rows(SparkSession spark, LoadedTable table) {
    JavaRDD<String> text =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).textFile(path.toUri().toString());
    List<String> header = format == LineFormat.CSV ? header(text.take(1), table) : List.of();
    long firstRecord = header.isEmpty() ? 1 : 2;
    LineParser parser = new LineParser(table, format, header, currency);
    JavaRDD<Row> rows =
        text.zipWithIndex()
            .filter(line -> line._2 + 1 >= firstRecord && !line._1.isBlank())
            .map(line -> parser.row(line._2 + 1, line._2 == 0 ? plain(line._1) : line._1));
    return spark.createDataFrame(rows, parser.schema());
  }

  private List<String> header(List<String> firstLine, LoadedTable table) {
    List<String> header =
        firstLine.isEmpty() ? List.of() : LineFormat.cells(plain(firstLine.get(0)));
    boolean complete =
        table.fields().stream()
            .filter(LoadedField::isRequired)
            .allMatch(field -> header.contains(field.name()));
    if (!complete
        || !table.columns().containsAll(header)
        || header.stream().distinct().count() < header.size()) {
      throw new IllegalArgumentException(
          "the first line of %s must be a CSV header of %s, which has %s; it is %s"
              .formatted(path, table, String.join(",", table.columns()), header));
    }
    return header;
  }

  private static String plain(String firstLine) {
    return firstLine.startsWith(BYTE_ORDER_MARK) ? firstLine.substring(1) : firstLine;
  }
}
