package dev.headwater.lake.cold.archive;

import dev.headwater.lake.Causes;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.cold.ColdCatalog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The archive beside the hot tables that it is made of.
 *
 * @param client connection to Fluss
 * @param cold the catalog that holds the archive
 */
public record Archive(FlussClient client, ColdCatalog cold) {
  private static final Logger LOG = LoggerFactory.getLogger(Archive.class);

  /**
   * Reads the days on both sides and compares them row by row.
   *
   * @return what is wrong with each day that the archive does not hold exactly; empty when it holds
   *     all of them
   */
  public Map<String, String> faults(ArchivedTable table, Set<String> days) {
    Map<String, String> faults = new TreeMap<>();
    if (days.isEmpty()) {
      return faults;
    }
    HotDays hot = HotDays.read(client, table, days);
    for (String day : days) {
      Fingerprint there = hot.byDay().getOrDefault(day, Fingerprint.NONE);
      try {
        Fingerprint kept = archived(table, hot.columns(), day);
        if (!kept.equals(there)) {
          faults.put(day, difference(table, day, kept, there));
        }
      } catch (IOException | RuntimeException e) {
        faults.put(day, "cold.%s cannot be read: %s".formatted(table.archive(), Causes.deepest(e)));
      }
    }
    return faults;
  }

  private static String difference(
      ArchivedTable table, String day, Fingerprint kept, Fingerprint hot) {
    return kept.rows() == hot.rows()
        ? "cold.%s holds other rows of %s than %s".formatted(table.archive(), day, table.table())
        : "cold.%s holds %,d rows of %s, %s %,d"
            .formatted(table.archive(), kept.rows(), day, table.table(), hot.rows());
  }

  private Fingerprint archived(ArchivedTable table, List<String> columns, String day)
      throws IOException {
    Fingerprint sum = Fingerprint.NONE;
    RowDigest digest = new RowDigest();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(cold.table(table.archive()))
            .select(columns)
            .where(Expressions.equal(table.dateColumn(), day))
            .where(table.streamed())
            .build()) {
      for (Record row : rows) {
        List<Object> values = new ArrayList<>();
        columns.forEach(column -> values.add(row.getField(column)));
        sum = sum.plus(digest.of(values));
      }
    }
    return sum;
  }

  /**
   * Takes out of the archive what its job will read again when it starts from the beginning: the
   * days that are hot. Days that were dropped stay, and so do late rows, which are nowhere else.
   */
  public void forgetHotDays(ArchivedTable table) {
    Table archive = cold.table(table.archive());
    if (archive.currentSnapshot() == null) {
      return;
    }
    Expression again = table == ArchivedTable.EVENTS ? hotDays(table) : Expressions.alwaysTrue();
    archive.newDelete().deleteFromRowFilter(Expressions.and(again, table.streamed())).commit();
    LOG.info("hot days are taken out to be archived again table=cold.{}", table.archive());
  }

  private Expression hotDays(ArchivedTable table) {
    return Expressions.in(
        table.dateColumn(), new HotPartitions(client, table.table()).days().toArray());
  }
}
