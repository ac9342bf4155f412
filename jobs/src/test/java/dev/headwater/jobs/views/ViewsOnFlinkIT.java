package dev.headwater.jobs.views;

import dev.headwater.jobs.oracle.ExpectedRows;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.fluss.metadata.Schema;

class ViewsOnFlinkIT extends ViewsContract {
  @Override
  ViewEngine engine() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1);
    environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.getConfig().set("table.local-time-zone", "UTC");
    return new Flink(environment, tables);
  }

  private record Flink(StreamExecutionEnvironment environment, StreamTableEnvironment tables)
      implements ViewEngine {
    @Override
    public void load(ExpectedRows rows) {
      List<Schema.Column> columns = ViewEngine.columnsOf(rows.table());
      String[] names = columns.stream().map(Schema.Column::getName).toArray(String[]::new);
      TypeInformation<?>[] texts =
          columns.stream().map(column -> Types.STRING).toArray(TypeInformation<?>[]::new);
      List<Row> values =
          rows.rows().stream()
              .map(row -> Row.of(ViewEngine.texts(columns, rows, row).toArray()))
              .toList();
      tables.createTemporaryView(
          rows.table() + "_texts", environment.fromData(values, Types.ROW_NAMED(names, texts)));
      execute(
          columns.stream()
              .map(Flink::typed)
              .collect(
                  Collectors.joining(
                      ", ",
                      "CREATE TEMPORARY VIEW " + rows.table() + " AS SELECT ",
                      " FROM " + rows.table() + "_texts")));
    }

    private static String typed(Schema.Column column) {
      String type = column.getDataType().asSerializableString().replace(" NOT NULL", "");
      String name = column.getName();
      String text =
          type.startsWith("TIMESTAMP") ? "REPLACE(REPLACE(" + name + ", 'T', ' '), 'Z', '')" : name;
      return "CAST(" + text + " AS " + type + ") AS " + name;
    }

    @Override
    public void execute(String sql) {
      tables.executeSql(sql);
    }

    @Override
    public List<List<Object>> rows(String sql) throws Exception {
      List<List<Object>> rows = new ArrayList<>();
      try (CloseableIterator<Row> result = tables.executeSql(sql).collect()) {
        result.forEachRemaining(row -> rows.add(values(row)));
      }
      return rows;
    }

    private static List<Object> values(Row row) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < row.getArity(); i++) {
        Object value = row.getField(i);
        values.add(value instanceof BigDecimal number ? number.toPlainString() : value);
      }
      return values;
    }

    @Override
    public void close() {}
  }
}
