package dev.headwater.lake.server.mirror;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.Patience;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.server.duck.Names;
import dev.headwater.lake.server.duck.QueryDatabase;
import dev.headwater.lake.union.CutTaker;
import dev.headwater.lake.union.Side;
import dev.headwater.lake.union.TableCut;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;
import org.apache.paimon.Snapshot;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One side of a table inside DuckDB: a relation over the lake's files and a tail, brought up to a
 * cut of the table by {@link #refresh}. Each refresh is one transaction, so a query that runs keeps
 * the state it began with. Thread-safe.
 */
public final class Mirror implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);

  private final FlussClient fluss;
  private final TableInfo definition;
  private final TablePath path;
  private final Side side;
  private final LakeFiles lakeFiles;
  private final DuckDBConnection connection;
  // Fair, so that those who wait are served by the next refresh together.
  private final ReentrantLock lock = new ReentrantLock(true);
  private volatile MirrorState state;
  private volatile long lastRefreshBegun = Long.MIN_VALUE;
  private final MirrorSteps steps;
  private boolean lakeForgotten;

  Mirror(
      FlussClient fluss,
      TableInfo definition,
      Side side,
      LakeFiles lakeFiles,
      DuckDBConnection connection) {
    this.fluss = fluss;
    this.definition = definition;
    this.path = definition.getTablePath();
    this.side = side;
    this.lakeFiles = lakeFiles;
    this.connection = connection;
    this.steps = new MirrorSteps(fluss, path, side, lakeFiles, connection);
  }

  /**
   * Returns once the relation holds at least what the table held when this was called.
   *
   * @throws LakeException when Fluss or the lake cannot be read
   */
  public MirrorState refresh() {
    long asked = System.nanoTime();
    lock.lock();
    try {
      if (state == null || lakeForgotten || lastRefreshBegun - asked < 0) {
        long begun = System.nanoTime();
        state = refreshedOrLast();
        lakeForgotten = false;
        lastRefreshBegun = begun;
      }
      return state;
    } catch (SQLException e) {
      throw LakeException.external("cannot bring " + path + " up to date", e);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets the lake's files, which the next refresh lists anew. */
  public void forgetLake() {
    lock.lock();
    try {
      lakeForgotten = true;
    } finally {
      lock.unlock();
    }
  }

  /** While Fluss is down, history is what the lake alone has. */
  private MirrorState refreshedOrLast() throws SQLException {
    if (fluss.answers()) {
      try {
        return refreshed();
      } catch (LakeException e) {
        if (e.actor() != Actor.EXTERNAL || fluss.answers()) {
          throw e;
        }
      }
    }
    if (side != Side.HISTORY) {
      throw LakeException.external(
          "Fluss does not answer at %s, and %s; start it, or check the address"
              .formatted(
                  fluss.bootstrapServers(),
                  definition.getTableConfig().isDataLakeEnabled()
                      ? "of %s only history (--history, schema history) can be read without it"
                          .formatted(path.getTableName())
                      : path.getTableName() + " is nowhere else"));
    }
    LOG.warn("Fluss is down, history is read from the lake alone table={}", path);
    TableInfo table = state == null ? definition : state.table();
    OptionalLong newest = lakeFiles.snapshots(table).stream().mapToLong(Snapshot::id).max();
    return reached(known(table), new TableCut(table, newest, List.of()));
  }

  private MirrorState refreshed() throws SQLException {
    TableInfo table = Patience.ask("the table " + path, () -> fluss.admin().getTableInfo(path));
    MirrorState known = known(table);
    return reached(
        known,
        new CutTaker(fluss.admin(), table)
            .take(side, known == null ? Set.of() : known.spans().keySet()));
  }

  private MirrorState known(TableInfo table) {
    if (state == null || !state.describes(table)) {
      return null;
    }
    return lakeForgotten ? state.withoutLake() : state;
  }

  private MirrorState reached(MirrorState known, TableCut cut) throws SQLException {
    if (known != null && known.isAt(cut)) {
      return known;
    }
    connection.setAutoCommit(false);
    try {
      MirrorState next = steps.load(known == null ? steps.begin(cut.table(), state) : known, cut);
      connection.commit();
      return next;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /** The relation's name in DuckDB. */
  static String relationName(Side side, TablePath path) {
    return "%s.%s.%s"
        .formatted(QueryDatabase.DATA, Names.quote(schema(side)), Names.quote(path.getTableName()));
  }

  /** The schema of a side's relations, and of what readers see of it. */
  public static String schema(Side side) {
    return switch (side) {
      case ALL -> "headwater";
      case HOT -> "hot";
      case HISTORY -> "history";
    };
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
