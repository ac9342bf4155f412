package dev.headwater.jobs.views;

import dev.headwater.jobs.oracle.ExpectedRows;
import dev.headwater.lake.tables.TableDefinition;
import dev.headwater.lake.tables.TableDefinitions;
import java.util.List;
import java.util.Objects;
import org.apache.fluss.metadata.Schema;

/** An engine that can run the product's views. */
interface ViewEngine extends AutoCloseable {
  TableDefinitions TABLES = TableDefinitions.load();

  /** Makes a table as its definition says and fills it; columns that are not given are null. */
  void load(ExpectedRows rows) throws Exception;

  /** Runs a statement. */
  void execute(String sql) throws Exception;

  /** The rows of a query, as anything whose text the oracle's columns understand. */
  List<List<Object>> rows(String sql) throws Exception;

  @Override
  void close() throws Exception;

  static List<Schema.Column> columnsOf(String table) {
    TableDefinition definition =
        TABLES.all().stream().filter(one -> one.name().equals(table)).findFirst().orElseThrow();
    return definition.descriptor().getSchema().getColumns();
  }

  /** A row's values as text in the order of the table's columns. */
  static List<String> texts(List<Schema.Column> columns, ExpectedRows rows, List<Object> row) {
    return columns.stream()
        .map(column -> rows.columns().indexOf(column.getName()))
        .map(index -> index < 0 ? null : Objects.toString(row.get(index), null))
        .toList();
  }
}
