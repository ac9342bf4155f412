package dev.headwater.lake.server;

import dev.headwater.lake.Causes;
import dev.headwater.lake.FlussClient;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.union.BucketCut;
import dev.headwater.lake.union.CutTaker;
import dev.headwater.lake.union.KeyedSnapshot;
import dev.headwater.lake.union.OffsetRange;
import dev.headwater.lake.union.Patience;
import dev.headwater.lake.union.Side;
import dev.headwater.lake.union.TableCut;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.MergeEngineType;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One side of a table inside DuckDB: a relation over the lake's files and a tail, brought up to a
 * cut of the table by {@link #refresh}. Each refresh is one transaction, so a query that runs keeps
 * the state it began with. Thread-safe.
 */
final class Mirror implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);
  private static final long FEW_ROWS = 10_000;

  private final FlussClient fluss;
  private final TablePath path;
  private final Side side;
  private final LakeFiles lakeFiles;
  private final DuckDBConnection connection;
  // Fair, so that those who wait are served by the next refresh together.
  private final ReentrantLock lock = new ReentrantLock(true);
  private volatile MirrorState state;
  private volatile long lastRefreshBegun = Long.MIN_VALUE;
  private int generation;

  Mirror(
      FlussClient fluss,
      TablePath path,
      Side side,
      LakeFiles lakeFiles,
      DuckDBConnection connection) {
    this.fluss = fluss;
    this.path = path;
    this.side = side;
    this.lakeFiles = lakeFiles;
    this.connection = connection;
  }

  /**
   * Returns once the relation holds at least what the table held when this was called.
   *
   * @throws LakeException when Fluss or the lake cannot be read
   */
  MirrorState refresh() {
    long asked = System.nanoTime();
    lock.lock();
    try {
      if (state == null || lastRefreshBegun - asked < 0) {
        long begun = System.nanoTime();
        state = refreshedOrLast();
        lastRefreshBegun = begun;
      }
      return state;
    } catch (SQLException e) {
      throw new LakeException(
          Actor.EXTERNAL, "cannot bring " + path + " up to date: " + Causes.deepest(e), e);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets everything, so that the next refresh begins anew. */
  void forget() {
    lock.lock();
    try {
      state = null;
    } finally {
      lock.unlock();
    }
  }

  /** While Fluss is down, history is what its newest snapshot was. */
  private MirrorState refreshedOrLast() throws SQLException {
    try {
      return refreshed();
    } catch (LakeException e) {
      if (side != Side.HISTORY || state == null || e.actor() != Actor.EXTERNAL) {
        throw e;
      }
      LOG.warn("history is as it was last known table={} cause={}", path, e.getMessage());
      return state;
    }
  }

  private MirrorState refreshed() throws SQLException {
    TableInfo table = Patience.ask("the table " + path, () -> fluss.admin().getTableInfo(path));
    MirrorState known = state != null && state.describes(table) ? state : null;
    TableCut cut =
        new CutTaker(fluss.admin(), table)
            .take(side, known == null ? Set.of() : known.spans().keySet());
    if (known != null && known.isAt(cut)) {
      return known;
    }
    connection.setAutoCommit(false);
    try {
      MirrorState next = load(known == null ? begin(table) : known, cut);
      connection.commit();
      return next;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private MirrorState begin(TableInfo table) throws SQLException {
    TableColumns columns = TableColumns.of(table);
    boolean firstRow =
        table
            .getTableConfig()
            .getMergeEngineType()
            .filter(MergeEngineType.FIRST_ROW::equals)
            .isPresent();
    TailTable tail =
        new TailTable(
            connection,
            columns,
            schema(side),
            tailName(),
            table.hasPrimaryKey() && !firstRow,
            side == Side.ALL && table.getTableConfig().isDataLakeEnabled());
    tail.create();
    if (state != null) {
      state.tail().drop();
    }
    return MirrorState.empty(table, side, columns, tail);
  }

  private String tailName() {
    generation++;
    return path.getTableName() + "#" + generation;
  }

  private MirrorState load(MirrorState old, TableCut cut) throws SQLException {
    long dropped = 0;
    TailTable tail = old.tail();
    Map<TableBucket, OffsetRange> spans = new HashMap<>();
    Map<TableBucket, OffsetRange> toRead = new HashMap<>();
    List<KeyedSnapshot> snapshots = new ArrayList<>();
    Set<TableBucket> gone = new HashSet<>(old.spans().keySet());
    try (Table table = fluss.connection().getTable(path)) {
      for (BucketCut bucket : cut.buckets()) {
        gone.remove(bucket.bucket());
        OffsetRange had = old.spans().get(bucket.bucket());
        if (had != null && bucket.lakeOffset().orElse(had.from()) < had.from()) {
          // What was deleted before the key-value snapshot is in the lake, and not in the tail.
          dropped += tail.drop(bucket.bucket());
          had = null;
        }
        if (had == null && cut.table().hasPrimaryKey() && bucket.lakeOffset().isEmpty()) {
          KeyedSnapshot snapshot = KeyedSnapshot.open(fluss.admin(), table, bucket, () -> {});
          snapshots.add(snapshot);
          OffsetRange after = snapshot.cut().afterSnapshot();
          toRead.put(bucket.bucket(), after);
          spans.put(bucket.bucket(), after);
        } else {
          OffsetRange all = had == null ? bucket.afterLake() : had;
          long from = bucket.lakeOffset().orElse(all.from());
          if (from > all.from()) {
            dropped += tail.dropBefore(bucket.bucket(), from);
          }
          long read = had == null ? from : Math.max(from, had.to());
          toRead.put(bucket.bucket(), new OffsetRange(read, bucket.end()));
          spans.put(bucket.bucket(), new OffsetRange(from, Math.max(read, bucket.end())));
        }
      }
      for (TableBucket bucket : gone) {
        dropped += tail.drop(bucket);
      }
      dropped += addTo(tail, table, snapshots, toRead);
    } catch (SQLException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new LakeException(Actor.EXTERNAL, "cannot close " + path, e);
    } finally {
      snapshots.forEach(snapshot -> snapshot.rows().close());
    }
    return published(old, cut, spans, tail, dropped);
  }

  private static long addTo(
      TailTable tail,
      Table table,
      List<KeyedSnapshot> snapshots,
      Map<TableBucket, OffsetRange> toRead)
      throws SQLException {
    Map<TableBucket, OffsetRange> ranges =
        toRead.entrySet().stream()
            .filter(range -> !range.getValue().isEmpty())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return ranges.isEmpty() && snapshots.isEmpty() ? 0 : tail.add(table, snapshots, ranges);
  }

  private MirrorState published(
      MirrorState old,
      TableCut cut,
      Map<TableBucket, OffsetRange> spans,
      TailTable tail,
      long dropped)
      throws SQLException {
    LakePart lake = old.lake();
    if (cut.lakeSnapshot().isEmpty()) {
      lake = null;
    } else if (lake == null || lake.snapshot() != cut.lakeSnapshot().getAsLong()) {
      lake = lakeFiles.at(cut.table(), old.columns(), cut.lakeSnapshot().getAsLong(), connection);
    }
    long rows = tail.rows();
    TailTable kept = tail;
    long holes = old.holes() + dropped;
    if (holes > FEW_ROWS && holes > rows) {
      kept = tail.copy(tailName());
      tail.drop();
      holes = 0;
    }
    MirrorState next =
        new MirrorState(cut.table(), side, old.columns(), kept, spans, lake, rows, holes);
    String relation = next.relation();
    if (old.isNew() || !relation.equals(old.relation())) {
      QueryDatabase.execute(
          connection,
          "CREATE OR REPLACE VIEW %s AS %s".formatted(relationName(side, path), relation));
    }
    return next;
  }

  /** The relation's name in DuckDB. */
  static String relationName(Side side, TablePath path) {
    return QueryDatabase.DATA
        + "."
        + Names.quote(schema(side))
        + "."
        + Names.quote(path.getTableName());
  }

  /** The schema of a side's relations, and of what readers see of it. */
  static String schema(Side side) {
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
