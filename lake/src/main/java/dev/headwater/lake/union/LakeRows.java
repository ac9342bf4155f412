package dev.headwater.lake.union;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.catalogs.LakeTable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.fluss.lake.paimon.utils.PaimonRowAsFlussRow;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.row.InternalRow;
import org.apache.paimon.table.source.ReadBuilder;
import org.apache.paimon.table.source.Split;
import org.apache.paimon.utils.CloseableIterator;

/** The rows of one snapshot of the lake, without the columns that tiering adds. */
final class LakeRows implements RowStream {
  private final String what;
  private final LakeTable table;
  private final ReadBuilder builder;
  private final Iterator<Split> splits;
  private final Fields columns;
  private final Fields keys;
  private final Predicate<List<Object>> hidden;
  private final PaimonRowAsFlussRow adapter = new PaimonRowAsFlussRow();
  private final NoHadoopDefaults opening = new NoHadoopDefaults();
  private CloseableIterator<org.apache.paimon.data.InternalRow> rows;

  /**
   * @param hidden keys whose lake row is not the newest; asked only for primary-key tables
   */
  LakeRows(
      TableInfo table,
      long snapshot,
      Map<String, String> lakeOptions,
      Layout layout,
      Predicate<List<Object>> hidden) {
    this.what = "snapshot %d of %s in the lake".formatted(snapshot, table.getTablePath());
    this.hidden = hidden;
    try {
      this.table = LakeTable.open(table, snapshot, lakeOptions);
      List<String> present = this.table.table().rowType().getFieldNames();
      List<Integer> read =
          Stream.concat(layout.columns().stream(), layout.keys().stream())
              .distinct()
              .filter(column -> present.contains(name(layout, column)))
              .toList();
      int[] projection = read.stream().mapToInt(c -> present.indexOf(name(layout, c))).toArray();
      // Counting rows still needs a column to read.
      this.builder =
          this.table
              .table()
              .newReadBuilder()
              .withProjection(projection.length == 0 ? new int[] {0} : projection);
      this.columns = fields(layout, layout.columns(), read);
      this.keys = fields(layout, layout.keys(), read);
      this.splits = builder.newScan().plan().splits().iterator();
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  private static String name(Layout layout, int column) {
    return layout.type().getFieldNames().get(column);
  }

  private static Fields fields(Layout layout, List<Integer> columns, List<Integer> read) {
    return Fields.of(layout.type(), columns, columns.stream().map(read::indexOf).toList());
  }

  @Override
  public InternalRow next() {
    try {
      while (opening.call(this::advance)) {
        InternalRow row = adapter.replaceRow(rows.next());
        if (!hidden.test(keys.key(row))) {
          return columns.row(row);
        }
      }
      return null;
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  private boolean advance() throws Exception {
    while (rows == null || !rows.hasNext()) {
      closeSplit();
      if (!splits.hasNext()) {
        return false;
      }
      rows = builder.newRead().createReader(splits.next()).toCloseableIterator();
    }
    return true;
  }

  private void closeSplit() throws Exception {
    if (rows != null) {
      rows.close();
      rows = null;
    }
  }

  private LakeException unreadable(Exception cause) {
    return LakeException.external("cannot read " + what, cause);
  }

  @Override
  public void close() {
    try (table) {
      closeSplit();
    } catch (Exception e) {
      throw unreadable(e);
    }
  }
}
