package dev.headwater.jobs.cases;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * The rows of a case in one table or view.
 *
 * @param table the table's or view's name
 * @param columns those that are compared
 */
record ExpectedTable(String table, List<String> columns, List<List<String>> rows) {
  /** Columns that tell whose a row is, the surest first. */
  private static final List<String> OWNERS =
      List.of("customer_id", "product_id", "campaign_id", "host", "source", "currency");

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setCommentMarker('#')
          .setIgnoreSurroundingSpaces(true)
          .get();

  ExpectedTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    if (OWNERS.stream().noneMatch(columns::contains)) {
      throw new IllegalArgumentException(
          "the columns %s of %s must have one of %s, which tell the case's rows from others"
              .formatted(columns, table, OWNERS));
    }
  }

  static ExpectedTable none(String table, String... columns) {
    return new ExpectedTable(table, List.of(columns), List.of());
  }

  static ExpectedTable read(Path csv) {
    String file = csv.getFileName().toString();
    try (Reader reader = Files.newBufferedReader(csv);
        CSVParser parser = FORMAT.parse(reader)) {
      List<List<String>> rows =
          parser.stream().map(row -> row.stream().map(Cell::canonical).toList()).toList();
      List<String> columns = parser.getHeaderNames();
      rows.forEach(row -> requireCells(csv, columns, row));
      return new ExpectedTable(file.substring(0, file.length() - ".csv".length()), columns, rows);
    } catch (IOException e) {
      throw new IllegalArgumentException("no expected rows in " + csv, e);
    }
  }

  private static void requireCells(Path csv, List<String> columns, List<String> row) {
    if (row.size() != columns.size()) {
      throw new IllegalArgumentException(csv + ": columns are " + columns + ", not " + row);
    }
  }

  String owner() {
    return OWNERS.stream().filter(columns::contains).findFirst().orElseThrow();
  }
}
