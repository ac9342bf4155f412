package dev.headwater.lake.server.flight;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.headwater.lake.server.ask.QueryRequest;
import dev.headwater.lake.server.ask.Reader;
import dev.headwater.lake.server.door.Readers;
import dev.headwater.lake.server.duck.ArrowValues;
import dev.headwater.lake.server.duck.QueryShape;
import dev.headwater.lake.server.engine.QueryEngine;
import dev.headwater.lake.union.Side;
import java.util.List;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.BasicFlightSqlProducer;
import org.apache.arrow.flight.sql.SqlInfoBuilder;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionClosePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementResult;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetDbSchemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetSqlInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTables;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;
import org.apache.arrow.vector.types.pojo.Schema;

/** What Flight SQL asks of a server, answered by the engine; whatever would write is refused. */
final class FlightQueries extends BasicFlightSqlProducer {
  private final QueryEngine engine;
  private final Readers readers;
  private final FlightStreams streams;
  private final FlightCatalog catalog;
  private final PreparedStatements prepared;
  private final SqlInfoBuilder about =
      new SqlInfoBuilder()
          .withFlightSqlServerName("Headwater")
          .withFlightSqlServerVersion("0.1")
          .withFlightSqlServerArrowVersion("18.3.0")
          .withFlightSqlServerReadOnly(true)
          .withFlightSqlServerSql(true)
          .withFlightSqlServerSubstrait(false)
          .withSqlIdentifierQuoteChar("\"")
          .withSqlDdlCatalog(false)
          .withSqlDdlSchema(false)
          .withSqlDdlTable(false);

  FlightQueries(QueryEngine engine, Readers readers, PreparedStatements prepared) {
    this.engine = engine;
    this.readers = readers;
    this.prepared = prepared;
    this.streams = new FlightStreams(engine);
    this.catalog = new FlightCatalog(engine);
  }

  private Reader reader(CallContext context) {
    return readers.admitted(context.peerIdentity());
  }

  private QueryRequest request(String sql, List<Object> parameters, CallContext context) {
    return new QueryRequest(sql, Side.ALL, parameters).by(reader(context));
  }

  @Override
  protected <T extends Message> List<FlightEndpoint> determineEndpoints(
      T command, FlightDescriptor descriptor, Schema schema) {
    return List.of(new FlightEndpoint(new Ticket(Any.pack(command).toByteArray())));
  }

  @Override
  public FlightInfo getFlightInfoStatement(
      CommandStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    TicketStatementQuery ticket =
        TicketStatementQuery.newBuilder().setStatementHandle(command.getQueryBytes()).build();
    return generateFlightInfo(ticket, descriptor, schema(command.getQuery(), context));
  }

  @Override
  public SchemaResult getSchemaStatement(
      CommandStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    return new SchemaResult(schema(command.getQuery(), context));
  }

  private Schema schema(String sql, CallContext context) {
    return shape(sql, context).columns();
  }

  private QueryShape shape(String sql, CallContext context) {
    try {
      return engine.shape(request(sql, List.of(), context));
    } catch (RuntimeException e) {
      throw FlightErrors.of(sql, e);
    }
  }

  @Override
  public void getStreamStatement(
      TicketStatementQuery ticket, CallContext context, ServerStreamListener listener) {
    streams.send(request(ticket.getStatementHandle().toStringUtf8(), List.of(), context), listener);
  }

  @Override
  public void createPreparedStatement(
      ActionCreatePreparedStatementRequest request,
      CallContext context,
      StreamListener<Result> listener) {
    try {
      String sql = request.getQuery();
      QueryShape shape = shape(sql, context);
      String handle = prepared.add(reader(context).name(), sql);
      ActionCreatePreparedStatementResult result =
          ActionCreatePreparedStatementResult.newBuilder()
              .setPreparedStatementHandle(ByteString.copyFromUtf8(handle))
              .setDatasetSchema(bytes(shape.columns()))
              .setParameterSchema(bytes(shape.parameters()))
              .build();
      listener.onNext(new Result(Any.pack(result).toByteArray()));
      listener.onCompleted();
    } catch (IllegalArgumentException e) {
      listener.onError(tooLong(e));
    } catch (RuntimeException e) {
      listener.onError(e);
    }
  }

  private static FlightRuntimeException tooLong(IllegalArgumentException e) {
    return CallStatus.INVALID_ARGUMENT.withDescription(e.getMessage()).toRuntimeException();
  }

  private static ByteString bytes(Schema schema) {
    return ByteString.copyFrom(FlightCatalog.serialized(schema));
  }

  @Override
  public Runnable acceptPutPreparedStatementQuery(
      CommandPreparedStatementQuery command,
      CallContext context,
      FlightStream stream,
      StreamListener<PutResult> acknowledgements) {
    return () -> {
      try {
        List<Object> values = List.of();
        while (stream.next()) {
          if (stream.getRoot().getRowCount() > 0) {
            values = ArrowValues.row(stream.getRoot(), 0);
          }
        }
        String handle = command.getPreparedStatementHandle().toStringUtf8();
        if (prepared.bind(reader(context).name(), handle, values)) {
          acknowledgements.onCompleted();
        } else {
          acknowledgements.onError(closed());
        }
      } catch (IllegalArgumentException e) {
        acknowledgements.onError(tooLong(e));
      } catch (RuntimeException e) {
        acknowledgements.onError(e);
      }
    };
  }

  private PreparedStatements.Bound prepared(
      CommandPreparedStatementQuery command, CallContext context) {
    return prepared
        .find(reader(context).name(), command.getPreparedStatementHandle().toStringUtf8())
        .orElseThrow(this::closed);
  }

  private FlightRuntimeException closed() {
    return CallStatus.NOT_FOUND.withDescription(prepared.whyClosed()).toRuntimeException();
  }

  @Override
  public FlightInfo getFlightInfoPreparedStatement(
      CommandPreparedStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    String sql = prepared(command, context).sql();
    return generateFlightInfo(command, descriptor, schema(sql, context));
  }

  @Override
  public void getStreamPreparedStatement(
      CommandPreparedStatementQuery command, CallContext context, ServerStreamListener listener) {
    PreparedStatements.Bound statement = prepared(command, context);
    streams.send(request(statement.sql(), statement.values(), context), listener);
  }

  @Override
  public void closePreparedStatement(
      ActionClosePreparedStatementRequest request,
      CallContext context,
      StreamListener<Result> listener) {
    prepared.close(reader(context).name(), request.getPreparedStatementHandle().toStringUtf8());
    listener.onCompleted();
  }

  @Override
  public void getStreamSqlInfo(
      CommandGetSqlInfo command, CallContext context, ServerStreamListener listener) {
    about.send(command.getInfoList(), listener);
  }

  @Override
  public void getStreamCatalogs(CallContext context, ServerStreamListener listener) {
    catalog.catalogs(listener);
  }

  @Override
  public void getStreamSchemas(
      CommandGetDbSchemas command, CallContext context, ServerStreamListener listener) {
    catalog.schemas(command, listener);
  }

  @Override
  public void getStreamTables(
      CommandGetTables command, CallContext context, ServerStreamListener listener) {
    catalog.tables(command, reader(context), listener);
  }

  @Override
  public void getStreamTableTypes(CallContext context, ServerStreamListener listener) {
    catalog.tableTypes(listener);
  }

  @Override
  public void listFlights(
      CallContext context, Criteria criteria, StreamListener<FlightInfo> listener) {
    listener.onCompleted();
  }

  @Override
  public void close() throws Exception {
    streams.close();
    super.close();
  }
}
