package dev.headwater.lake.server.flight;

import dev.headwater.lake.server.ask.QueryRequest;
import dev.headwater.lake.server.ask.Reader;
import dev.headwater.lake.server.duck.Names;
import dev.headwater.lake.server.engine.QueryAnswer;
import dev.headwater.lake.server.engine.QueryEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.sql.FlightSqlProducer.Schemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetDbSchemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTables;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;

/** What BI tools browse: one catalog, a schema for each side, tables and views. */
record FlightCatalog(QueryEngine engine) {
  private static final String CATALOG = "memory";
  private static final String TABLE_TYPE = "VIEW";
  private static final String SCHEMAS = "('headwater', 'history', 'hot')";

  void catalogs(ServerStreamListener listener) {
    send(listener, Schemas.GET_CATALOGS_SCHEMA, List.of(List.of(CATALOG)));
  }

  void tableTypes(ServerStreamListener listener) {
    send(listener, Schemas.GET_TABLE_TYPES_SCHEMA, List.of(List.of(TABLE_TYPE)));
  }

  void schemas(CommandGetDbSchemas command, ServerStreamListener listener) {
    String pattern = command.hasDbSchemaFilterPattern() ? command.getDbSchemaFilterPattern() : "%";
    send(
        listener,
        Schemas.GET_SCHEMAS_SCHEMA,
        rows(
            "SELECT database_name, schema_name FROM duckdb_schemas() WHERE database_name = 'memory'"
                + " AND schema_name IN "
                + SCHEMAS
                + " AND schema_name LIKE ? ORDER BY ALL",
            List.of(pattern)));
  }

  void tables(CommandGetTables command, Reader reader, ServerStreamListener listener) {
    String schema = command.hasDbSchemaFilterPattern() ? command.getDbSchemaFilterPattern() : "%";
    String table = command.hasTableNameFilterPattern() ? command.getTableNameFilterPattern() : "%";
    boolean wanted =
        command.getTableTypesCount() == 0
            || command.getTableTypesList().contains(TABLE_TYPE)
            || command.getTableTypesList().contains("TABLE");
    List<List<Object>> rows =
        wanted
            ? rows(
                "SELECT database_name, schema_name, view_name, 'VIEW' FROM duckdb_views() WHERE"
                    + " database_name = 'memory' AND schema_name IN "
                    + SCHEMAS
                    + " AND schema_name LIKE ? AND view_name LIKE ? ORDER BY ALL",
                List.of(schema, table))
            : new ArrayList<>();
    rows.removeIf(row -> !reader.mayRead(row.get(2).toString()));
    if (command.getIncludeSchema()) {
      rows.forEach(row -> row.add(serialized(columns(row))));
      send(listener, Schemas.GET_TABLES_SCHEMA, rows);
    } else {
      send(listener, Schemas.GET_TABLES_SCHEMA_NO_SCHEMA, rows);
    }
  }

  private Schema columns(List<Object> row) {
    String table = row.get(1) + "." + Names.quote(row.get(2).toString());
    return engine.shape(QueryRequest.of("FROM " + table)).columns();
  }

  static byte[] serialized(Schema schema) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      MessageSerializer.serialize(new WriteChannel(Channels.newChannel(bytes)), schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private List<List<Object>> rows(String sql, List<Object> parameters) {
    List<List<Object>> rows = new ArrayList<>();
    QueryRequest request = new QueryRequest(sql, dev.headwater.lake.union.Side.ALL, parameters);
    try (QueryAnswer answer = engine.query(request)) {
      for (List<Object> row = answer.next(); row != null; row = answer.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private void send(ServerStreamListener listener, Schema schema, List<? extends List<?>> rows) {
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, engine.allocator())) {
      root.allocateNew();
      for (int column = 0; column < schema.getFields().size(); column++) {
        FieldVector vector = root.getVector(column);
        for (int row = 0; row < rows.size(); row++) {
          set(vector, row, rows.get(row).get(column));
        }
      }
      root.setRowCount(rows.size());
      listener.start(root);
      listener.putNext();
      listener.completed();
    } catch (RuntimeException e) {
      listener.error(FlightErrors.of("", e));
    }
  }

  private static void set(FieldVector vector, int row, Object value) {
    if (vector instanceof VarBinaryVector bytes) {
      bytes.setSafe(row, (byte[]) value);
    } else if (vector instanceof VarCharVector text) {
      text.setSafe(row, value.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
