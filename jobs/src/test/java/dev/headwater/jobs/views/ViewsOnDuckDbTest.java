package dev.headwater.jobs.views;

import dev.headwater.jobs.oracle.ExpectedRows;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.fluss.metadata.Schema;

class ViewsOnDuckDbTest extends ViewsContract {
  @Override
  ViewEngine engine() throws SQLException {
    DuckDb engine = new DuckDb(DriverManager.getConnection("jdbc:duckdb:"));
    engine.execute("SET TimeZone = 'UTC'");
    return engine;
  }

  private record DuckDb(Connection connection) implements ViewEngine {
    @Override
    public void load(ExpectedRows rows) throws SQLException {
      List<Schema.Column> columns = ViewEngine.columnsOf(rows.table());
      execute(
          columns.stream()
              .map(column -> column.getName() + ' ' + type(column))
              .collect(Collectors.joining(", ", "CREATE TABLE " + rows.table() + " (", ")")));
      execute(
          rows.rows().stream()
              .map(row -> literals(ViewEngine.texts(columns, rows, row)))
              .collect(Collectors.joining(", ", "INSERT INTO " + rows.table() + " VALUES ", "")));
    }

    private static String literals(List<String> texts) {
      return texts.stream()
          .map(text -> text == null ? "NULL" : "'" + text.replace("'", "''") + "'")
          .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String type(Schema.Column column) {
      String type = column.getDataType().toString();
      return type.startsWith("TIMESTAMP") ? "TIMESTAMP WITH TIME ZONE" : type;
    }

    @Override
    public void execute(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    @Override
    public List<List<Object>> rows(String sql) throws SQLException {
      List<List<Object>> rows = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(sql)) {
        while (result.next()) {
          List<Object> row = new ArrayList<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            Object value = result.getObject(i);
            row.add(value instanceof OffsetDateTime time ? time.toInstant() : text(value));
          }
          rows.add(row);
        }
      }
      return rows;
    }

    private static String text(Object value) {
      return value instanceof BigDecimal number
          ? number.toPlainString()
          : Objects.toString(value, null);
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
