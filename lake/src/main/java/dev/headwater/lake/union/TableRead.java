package dev.headwater.lake.union;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.fluss.client.Connection;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.row.InternalRow;
import org.apache.fluss.types.RowType;

/**
 * One complete, bounded read of a table: every row once, as of the end offset each bucket had when
 * the read was opened.
 *
 * <p>Log tables and the lake's part are streamed; of a primary-key table the changes that the lake
 * (or the key-value snapshot) does not hold yet are kept in memory. Rows come in no order.
 *
 * <p>Not thread-safe, except {@link #cancel}.
 */
public final class TableRead implements RowStream {
  private final Admin admin;
  private final Table table;
  private final Layout layout;
  private final Map<String, String> lakeOptions;
  private final RowStream rows;
  private volatile boolean cancelled;

  private TableRead(Connection connection, ReadRequest request) {
    this.admin = connection.getAdmin();
    TableInfo info =
        Patience.ask("the table " + request.table(), () -> admin.getTableInfo(request.table()));
    this.layout = Layout.of(info, request);
    this.lakeOptions = request.lakeOptions();
    if (request.side() == Side.HISTORY && !info.getTableConfig().isDataLakeEnabled()) {
      throw LakeException.user(
          request.table() + " has no history: it is not in the lake; read it without --history");
    }
    this.table = connection.getTable(request.table());
    this.rows = rows(new CutTaker(admin, info, request.partitions()).take(request.side()));
  }

  /**
   * Fixes the cut and starts to read.
   *
   * @param connection to Fluss; stays open, and is the caller's
   * @throws LakeException when the table or a column is unknown, when a history is asked for that
   *     cannot be, or when Fluss does not answer
   */
  public static TableRead open(Connection connection, ReadRequest request) {
    return new TableRead(connection, request);
  }

  /** The columns of the rows. */
  public RowType rowType() {
    return layout.resultType();
  }

  /**
   * {@inheritDoc}
   *
   * @throws CancellationException after {@link #cancel}
   */
  @Override
  public InternalRow next() {
    requireRunning();
    return rows.next();
  }

  /** Ends the read from another thread: {@link #next} throws within a fraction of a second. */
  public void cancel() {
    cancelled = true;
  }

  private void requireRunning() {
    if (cancelled) {
      throw new CancellationException(
          "the read of " + table.getTableInfo().getTablePath() + " was cancelled");
    }
  }

  private RowStream rows(TableCut cut) {
    List<Supplier<RowStream>> parts = new ArrayList<>();
    if (cut.table().hasPrimaryKey()) {
      keyedParts(cut, parts);
    } else {
      cut.lakeSnapshot().ifPresent(id -> parts.add(() -> lake(cut, id, new Changes(layout))));
      parts.add(() -> new LogRows(table, afterLake(cut.buckets()), layout, this::requireRunning));
    }
    return RowStreams.concat(parts.iterator());
  }

  private void keyedParts(TableCut cut, List<Supplier<RowStream>> parts) {
    List<BucketCut> overLake = new ArrayList<>();
    for (BucketCut bucket : cut.buckets()) {
      if (cut.lakeSnapshot().isPresent() && mayBeInLake(bucket)) {
        overLake.add(bucket);
      } else {
        parts.add(() -> new KeyedBucketRows(table, open(bucket), layout, this::requireRunning));
      }
    }
    if (cut.lakeSnapshot().isPresent()) {
      Changes changes = new Changes(layout);
      parts.add(
          () -> {
            addAll(changes, overLake);
            return lake(cut, cut.lakeSnapshot().getAsLong(), changes);
          });
      parts.add(() -> RowStreams.of(changes.rows()));
    }
  }

  /** A partition that was dropped and made again has rows in the lake, but no offset there. */
  private static boolean mayBeInLake(BucketCut bucket) {
    return bucket.lakeOffset().isPresent() || bucket.bucket().getPartitionId() != null;
  }

  private void addAll(Changes changes, List<BucketCut> buckets) {
    changes.addLog(
        table,
        afterLake(buckets.stream().filter(bucket -> bucket.lakeOffset().isPresent()).toList()),
        this::requireRunning);
    for (BucketCut bucket : buckets) {
      if (bucket.lakeOffset().isEmpty()) {
        KeyedSnapshot base = open(bucket);
        try (RowStream snapshot = base.rows()) {
          changes.addLog(
              table, Map.of(base.cut().bucket(), base.cut().afterSnapshot()), this::requireRunning);
          changes.addBase(snapshot);
        }
      }
    }
  }

  private KeyedSnapshot open(BucketCut bucket) {
    return KeyedSnapshot.open(admin, table, bucket, this::requireRunning);
  }

  private RowStream lake(TableCut cut, long snapshot, Changes changes) {
    return new LakeRows(cut.table(), snapshot, lakeOptions, layout, changes::decide);
  }

  private static Map<TableBucket, OffsetRange> afterLake(List<BucketCut> buckets) {
    return buckets.stream().collect(Collectors.toMap(BucketCut::bucket, BucketCut::afterLake));
  }

  @Override
  public void close() {
    try (table) {
      rows.close();
    } catch (LakeException e) {
      throw e;
    } catch (Exception e) {
      throw new LakeException(
          Actor.EXTERNAL, "cannot close " + table.getTableInfo().getTablePath(), e);
    }
  }
}
