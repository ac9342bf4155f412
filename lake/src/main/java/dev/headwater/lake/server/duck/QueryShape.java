package dev.headwater.lake.server.duck;

import dev.headwater.lake.server.ask.ParsedQuery;
import java.io.IOException;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;

/**
 * A statement before it runs.
 *
 * @param columns of its answer
 * @param parameters its question marks, in order; of type text where any type would do
 */
public record QueryShape(Schema columns, Schema parameters) {

  /** Asks DuckDB for the answer's first no rows. */
  public static QueryShape of(
      DuckDBConnection connection, ParsedQuery query, BufferAllocator allocator)
      throws SQLException {
    Schema parameters;
    try (PreparedStatement statement = connection.prepareStatement(query.text())) {
      parameters = parameters(statement.getParameterMetaData());
    }
    // An EXPLAIN cannot stand in FROM; it costs little to run.
    String none =
        query.explains()
            ? query.text()
            : "SELECT * FROM (" + query.text().strip().replaceFirst(";+$", "") + "\n) LIMIT 0";
    try (PreparedStatement statement = connection.prepareStatement(none)) {
      for (int i = 1; i <= parameters.getFields().size(); i++) {
        statement.setObject(i, null);
      }
      try (DuckDBResultSet rows = (DuckDBResultSet) statement.executeQuery();
          ArrowReader reader = (ArrowReader) rows.arrowExportStream(allocator, 1)) {
        return new QueryShape(reader.getVectorSchemaRoot().getSchema(), parameters);
      }
    } catch (IOException e) {
      throw new SQLException(e);
    }
  }

  private static Schema parameters(ParameterMetaData parameters) throws SQLException {
    List<Field> fields = new ArrayList<>();
    for (int i = 1; i <= parameters.getParameterCount(); i++) {
      fields.add(Field.nullable("parameter_" + i, type(parameters, i)));
    }
    return new Schema(fields);
  }

  private static ArrowType type(ParameterMetaData parameters, int i) throws SQLException {
    return switch (parameters.getParameterType(i)) {
      case Types.BOOLEAN -> ArrowType.Bool.INSTANCE;
      case Types.TINYINT -> new ArrowType.Int(8, true);
      case Types.SMALLINT -> new ArrowType.Int(16, true);
      case Types.INTEGER -> new ArrowType.Int(32, true);
      case Types.BIGINT -> new ArrowType.Int(64, true);
      case Types.FLOAT, Types.REAL -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
      case Types.DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case Types.DECIMAL, Types.NUMERIC ->
          new ArrowType.Decimal(parameters.getPrecision(i), parameters.getScale(i), 128);
      case Types.DATE -> new ArrowType.Date(DateUnit.DAY);
      // Arrow's JDBC driver puts milliseconds into a parameter of any unit.
      case Types.TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MILLISECOND, null);
      case Types.TIMESTAMP_WITH_TIMEZONE -> new ArrowType.Timestamp(TimeUnit.MILLISECOND, "UTC");
      default -> ArrowType.Utf8.INSTANCE;
    };
  }
}
