package dev.headwater.lake.server.mirror;

import dev.headwater.lake.server.duck.Names;
import dev.headwater.lake.server.duck.TableColumns;
import dev.headwater.lake.union.BucketCut;
import dev.headwater.lake.union.OffsetRange;
import dev.headwater.lake.union.Side;
import dev.headwater.lake.union.TableCut;
import java.util.Map;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.metadata.TableInfo;

/**
 * What a mirror holds.
 *
 * @param side of the table
 * @param tail the rows that Fluss holds after the lake's part; null when only the lake was asked
 * @param spans which part of each bucket's log the tail stands for
 * @param lake the lake's part; null when there is none
 * @param tailRows rows in the tail
 * @param holes rows that were dropped from the tail and still take room
 * @param overtakes whether the tail may change rows of the lake's part; else it only adds to them
 */
public record MirrorState(
    TableInfo table,
    Side side,
    TableColumns columns,
    TailTable tail,
    Map<TableBucket, OffsetRange> spans,
    LakePart lake,
    long tailRows,
    long holes,
    boolean overtakes) {
  public MirrorState {
    spans = Map.copyOf(spans);
  }

  static MirrorState empty(TableInfo table, Side side, TableColumns columns, TailTable tail) {
    return new MirrorState(table, side, columns, tail, Map.of(), null, -1, 0, false);
  }

  /** The same, with the lake's files still to be listed. */
  MirrorState withoutLake() {
    return new MirrorState(table, side, columns, tail, spans, null, tailRows, holes, true);
  }

  boolean isNew() {
    return tailRows < 0;
  }

  boolean describes(TableInfo other) {
    return table.getTableId() == other.getTableId() && table.getSchemaId() == other.getSchemaId();
  }

  /** Whether nothing has happened up to the cut. */
  boolean isAt(TableCut cut) {
    boolean sameLake =
        cut.lakeSnapshot().isEmpty() ? lake == null : isAt(cut.lakeSnapshot().getAsLong());
    return sameLake
        && cut.buckets().size() == spans.size()
        && cut.buckets().stream().allMatch(this::reaches);
  }

  boolean isAt(long lakeSnapshot) {
    return lake != null && lake.snapshot() == lakeSnapshot;
  }

  private boolean reaches(BucketCut bucket) {
    OffsetRange span = spans.get(bucket.bucket());
    return span != null && span.to() >= bucket.end();
  }

  /** A query of all rows: the lake's that no change has overtaken, and the tail's. */
  String relation() {
    String tailRowsQuery =
        "SELECT %s FROM %s WHERE %s".formatted(columns.list(), tail.qualified(), TailTable.live());
    if (lake == null || lake.isEmpty()) {
      return tailRowsQuery;
    }
    String lakeRows = lake.select(columns);
    if (tailRows == 0) {
      return lakeRows;
    }
    if (!overtakes) {
      return lakeRows + " UNION ALL " + tailRowsQuery;
    }
    return "SELECT %s FROM (%s) AS lake ANTI JOIN %s AS tail ON %s UNION ALL %s"
        .formatted(
            columns.list(),
            lakeRows,
            tail.qualified(),
            Names.equal("lake", "tail", columns.keys()),
            tailRowsQuery);
  }
}
