package dev.headwater.lake.server.engine;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.server.ask.ParsedQuery;
import dev.headwater.lake.server.ask.QueryException;
import dev.headwater.lake.server.ask.QueryRequest;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.server.duck.DuckErrors;
import dev.headwater.lake.server.duck.QueryDatabase;
import dev.headwater.lake.server.duck.QueryParser;
import dev.headwater.lake.server.duck.QueryShape;
import dev.headwater.lake.server.mirror.LakeFiles;
import dev.headwater.lake.server.mirror.Mirror;
import dev.headwater.lake.server.mirror.MirrorState;
import dev.headwater.lake.server.mirror.ServedTables;
import dev.headwater.lake.union.Side;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.BufferUnderflowException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.duckdb.DuckDBConnection;

/**
 * Answers queries over hot and history as one. Each query first brings the tables it names up to
 * the moment it was asked, and then sees one unchanging state of them. Thread-safe.
 */
public final class QueryEngine implements AutoCloseable {
  private static final int ATTEMPTS = 3;

  private final FlussClient fluss;
  private final QueryDatabase database;
  private final ServedTables tables;

  /** Without limit: DuckDB has filled a batch when it is counted, and to refuse it leaks it. */
  private final BufferAllocator allocator = new RootAllocator();

  private final Execution execution;
  private final QueryMetrics metrics;
  private final ExecutorService refreshes =
      Executors.newCachedThreadPool(new DefaultThreadFactory("query-refresh", true));

  private QueryEngine(QuerySettings settings) throws SQLException {
    this.execution = new Execution(settings, allocator);
    this.metrics = new QueryMetrics(execution::running);
    this.database = QueryDatabase.open(settings);
    this.fluss = new FlussClient(settings.bootstrapServers());
    this.tables = new ServedTables(fluss, database, new LakeFiles(settings));
  }

  /**
   * Starts an engine.
   *
   * @throws LakeException when Fluss does not answer, or DuckDB cannot be set up
   */
  public static QueryEngine open(QuerySettings settings) {
    try {
      return new QueryEngine(settings);
    } catch (SQLException e) {
      throw new LakeException(Actor.INTERNAL, "the query engine does not start: " + e, e);
    }
  }

  /**
   * Runs a query. Its answer holds memory until it is closed, a turn only while it computes.
   *
   * @throws QueryException when the query is refused, wrong or takes too long
   * @throws LakeException when Fluss or the lake cannot be read
   */
  public QueryAnswer query(QueryRequest request) {
    return query(request, new Cancellation());
  }

  /** As {@link #query(QueryRequest)}, and can be cancelled. */
  public QueryAnswer query(QueryRequest request, Cancellation cancellation) {
    QueryMetrics.Timing timing = metrics.begin();
    DuckDBConnection connection = null;
    try {
      connection = connect(request);
      return run(connection, request, cancellation).timedBy(timing);
    } catch (SQLException | RuntimeException e) {
      timing.failed();
      close(connection);
      RuntimeException told =
          e instanceof SQLException sql ? DuckErrors.explained(sql, 0) : (RuntimeException) e;
      throw told instanceof QueryException query ? query.within(request.sql()) : told;
    }
  }

  /**
   * What a query would read, brought up to now.
   *
   * @throws QueryException when the query is refused
   */
  public Collection<MirrorState> read(QueryRequest request) {
    try (DuckDBConnection connection = connect(request)) {
      ParsedQuery query = parse(connection, request);
      return request.asOf().isPresent()
          ? tables.past(query.tables(), request.asOf().get(), connection)
          : refresh(tables.mirrors(query.tables(), request.side()));
    } catch (SQLException e) {
      throw DuckErrors.explained(e, 0);
    }
  }

  /**
   * What a query answers and takes, without running it.
   *
   * @throws QueryException when the query is refused or wrong
   */
  public QueryShape shape(QueryRequest request) {
    try (DuckDBConnection connection = connect(request)) {
      ParsedQuery query = parse(connection, request);
      Set<Mirror> mirrors = tables.mirrors(query.tables(), Side.ALL);
      try {
        return QueryShape.of(connection, query, allocator);
      } catch (SQLException e) {
        if (!DuckErrors.isMissingFile(e)) {
          throw e;
        }
        // Nobody has asked since the lake was compacted, or the table made anew.
        mirrors.forEach(Mirror::forgetLake);
        refresh(mirrors);
        return QueryShape.of(connection, query, allocator);
      }
    } catch (BufferUnderflowException e) {
      throw QueryAnswer.longName(e);
    } catch (SQLException e) {
      throw DuckErrors.explained(e, 0);
    }
  }

  /** How many queries wait for their turn, their tables brought up to date. */
  int waiting() {
    return execution.waiting();
  }

  /** How many queries have begun and are not answered to their end. */
  public int running() {
    return execution.running();
  }

  public QueryMetrics metrics() {
    return metrics;
  }

  public BufferAllocator allocator() {
    return allocator;
  }

  /**
   * Whether Fluss answers.
   *
   * @throws LakeException when it does not
   */
  public void check() {
    tables.check();
  }

  private DuckDBConnection connect(QueryRequest request) throws SQLException {
    DuckDBConnection connection = database.connect();
    QueryDatabase.execute(connection, "USE memory." + Mirror.schema(request.side()));
    return connection;
  }

  /** The query, refused when it is more than its reader may ask. */
  private ParsedQuery parse(DuckDBConnection connection, QueryRequest request) throws SQLException {
    ParsedQuery query = QueryParser.parse(connection, request.sql());
    request.reader().require(query);
    return query;
  }

  private QueryAnswer run(
      DuckDBConnection connection, QueryRequest request, Cancellation cancellation)
      throws SQLException {
    ParsedQuery query = parse(connection, request);
    for (int attempt = 1; ; attempt++) {
      Set<Mirror> mirrors =
          request.asOf().isPresent() ? Set.of() : tables.mirrors(query.tables(), request.side());
      try {
        if (request.asOf().isPresent()) {
          tables.past(query.tables(), request.asOf().get(), connection);
        }
        if (tables.learnedFrom(refresh(mirrors))) {
          refresh(tables.mirrors(query.tables(), request.side()));
        }
        return execution.run(connection, query, request, cancellation);
      } catch (SQLException | LakeException e) {
        // The lake may have been compacted after the files were listed.
        if (attempt == ATTEMPTS || !DuckErrors.isMissingFile(e)) {
          throw e;
        }
        mirrors.forEach(Mirror::forgetLake);
      }
    }
  }

  private List<MirrorState> refresh(Set<Mirror> mirrors) {
    long begun = System.nanoTime();
    List<CompletableFuture<MirrorState>> refreshed = new ArrayList<>();
    mirrors.forEach(
        mirror -> refreshed.add(CompletableFuture.supplyAsync(mirror::refresh, refreshes)));
    List<MirrorState> states = new ArrayList<>();
    for (CompletableFuture<MirrorState> future : refreshed) {
      try {
        states.add(future.join());
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException known ? known : e;
      }
    }
    metrics.refreshed(System.nanoTime() - begun);
    return states;
  }

  private static void close(DuckDBConnection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        throw DuckErrors.explained(e, 0);
      }
    }
  }

  @Override
  public void close() {
    refreshes.shutdownNow();
    execution.close();
    try {
      tables.close();
      database.close();
      allocator.close();
    } catch (SQLException e) {
      throw DuckErrors.explained(e, 0);
    } finally {
      fluss.close();
    }
  }
}
