package dev.headwater.lake.server.mirror;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.server.duck.QueryDatabase;
import dev.headwater.lake.server.duck.TableColumns;
import dev.headwater.lake.union.BucketCut;
import dev.headwater.lake.union.KeyedSnapshot;
import dev.headwater.lake.union.OffsetRange;
import dev.headwater.lake.union.Side;
import dev.headwater.lake.union.TableCut;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;
import org.duckdb.DuckDBConnection;

/**
 * Brings one side of a table inside DuckDB from one cut to the next, inside the caller's
 * transaction. Not thread-safe.
 */
final class MirrorSteps {
  private static final long FEW_ROWS = 10_000;

  private final FlussClient fluss;
  private final TablePath path;
  private final Side side;
  private final LakeFiles lakeFiles;
  private final DuckDBConnection connection;
  private int generation;

  MirrorSteps(
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

  /** A mirror that holds nothing yet, in place of an older one. */
  MirrorState begin(TableInfo table, MirrorState older) throws SQLException {
    TableColumns columns = TableColumns.of(table);
    TailTable tail =
        new TailTable(
            connection,
            columns,
            Mirror.schema(side),
            tailName(),
            KeyedSnapshot.keysRepeat(table),
            side == Side.ALL && table.getTableConfig().isDataLakeEnabled());
    tail.create();
    if (older != null) {
      older.tail().drop();
    }
    return MirrorState.empty(table, side, columns, tail);
  }

  private String tailName() {
    generation++;
    return path.getTableName() + "#" + generation;
  }

  /** The mirror brought up to a cut, its relation included. */
  MirrorState load(MirrorState old, TableCut cut) throws SQLException {
    if (side == Side.HISTORY) {
      return published(old, cut, Map.of(), old.tail(), 0);
    }
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
    } else if (!old.isAt(cut.lakeSnapshot().getAsLong())) {
      lake = lakeFiles.at(cut.table(), old.columns(), cut.lakeSnapshot().getAsLong(), connection);
      lakeFiles.keepOnly(cut.table(), lake);
    }
    long rows = tail.rows();
    TailTable kept = tail;
    long holes = old.holes() + dropped;
    if (holes > FEW_ROWS && holes > rows) {
      kept = tail.copy(tailName());
      tail.drop();
      holes = 0;
    }
    boolean overtakes =
        rows > 0
            && lake != null
            && !old.columns().keys().isEmpty()
            && ((old.overtakes() && old.isAt(lake.snapshot())) || kept.overtakes(lake));
    MirrorState next =
        new MirrorState(
            cut.table(), side, old.columns(), kept, spans, lake, rows, holes, overtakes);
    String relation = next.relation();
    if (old.isNew() || !relation.equals(old.relation())) {
      QueryDatabase.execute(
          connection,
          "CREATE OR REPLACE VIEW %s AS %s".formatted(Mirror.relationName(side, path), relation));
    }
    return next;
  }
}
