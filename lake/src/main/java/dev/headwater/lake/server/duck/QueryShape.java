package dev.headwater.lake.server.duck;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.DOTALL;

import dev.headwater.lake.server.ask.ParsedQuery;
import dev.headwater.lake.server.ask.QueryException;
import java.io.IOException;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern EXPLAIN = Pattern.compile("\\s*EXPLAIN( ANALYZE)?");
  private static final Pattern QUERY =
      Pattern.compile("[\\s(]*(SELECT|WITH|FROM|VALUES)\\b.*", CASE_INSENSITIVE | DOTALL);

  /** What every EXPLAIN answers. */
  private static final Schema PLAN =
      new Schema(
          List.of(
              Field.nullable("explain_key", ArrowType.Utf8.INSTANCE),
              Field.nullable("explain_value", ArrowType.Utf8.INSTANCE)));

  /**
   * Has DuckDB describe a statement, which is bound for it and never run, nor what it explains.
   *
   * @throws QueryException when it is wrong
   * @throws SQLException when a file behind its tables is gone
   */
  public static QueryShape of(
      DuckDBConnection connection, ParsedQuery query, BufferAllocator allocator)
      throws SQLException {
    Matcher explain = EXPLAIN.matcher(query.text());
    int begin = query.explains() && explain.lookingAt() ? explain.end() : 0;
    String described = query.text().substring(begin);
    // A comment may be behind it, but not within the parentheses that the others need.
    boolean plain = QUERY.matcher(described).matches();
    String before = plain ? "DESCRIBE " : "DESCRIBE SELECT * FROM (";
    String behind = plain ? "" : "\n)";
    String whole = plain ? described : described.strip().replaceFirst(";+$", "");
    try (PreparedStatement statement = connection.prepareStatement(before + whole + behind)) {
      Schema parameters = parameters(statement.getParameterMetaData());
      for (int i = 1; i <= parameters.getFields().size(); i++) {
        statement.setObject(i, null);
      }
      try (ResultSet columns = statement.executeQuery()) {
        return new QueryShape(
            query.explains() ? PLAN : schema(connection, columns, allocator), parameters);
      }
    } catch (SQLException e) {
      if (DuckErrors.isMissingFile(e)) {
        throw e;
      }
      throw DuckErrors.explained(e, begin - before.length());
    }
  }

  /** The same columns of a query that has nothing to compute, as Arrow knows them. */
  private static Schema schema(
      DuckDBConnection connection, ResultSet described, BufferAllocator allocator)
      throws SQLException {
    List<String> columns = new ArrayList<>();
    while (described.next()) {
      columns.add(
          "CAST(NULL AS %s) AS %s"
              .formatted(described.getString(2), Names.quote(described.getString(1))));
    }
    String empty = "SELECT " + String.join(", ", columns) + " LIMIT 0";
    try (PreparedStatement statement = connection.prepareStatement(empty);
        DuckDBResultSet rows = (DuckDBResultSet) statement.executeQuery();
        ArrowReader reader = (ArrowReader) rows.arrowExportStream(allocator, 1)) {
      return reader.getVectorSchemaRoot().getSchema();
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
