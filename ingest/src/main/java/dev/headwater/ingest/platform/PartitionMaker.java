package dev.headwater.ingest.platform;

import dev.headwater.ingest.fault.Causes;
import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.record.UtcDates;
import dev.headwater.ingest.rows.Batch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.metadata.PartitionSpec;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes date partitions before rows need them, here and downstream: a lookup into a missing
 * partition is slow and noisy. Only an optimisation, so failures are told once and passed over.
 */
final class PartitionMaker {
  /** Property of a table that is looked into for so many days before an order's date. */
  static final String LOOKBACK_DAYS = "headwater.lookback-days";

  private static final Logger LOG = LoggerFactory.getLogger(PartitionMaker.class);

  private final FlussLink link;
  private final List<DatedTable> tables = new ArrayList<>();
  private boolean failureTold;

  /**
   * A table with date partitions.
   *
   * @param days that it needs before a record's, the record's not counted
   * @param made days since 1970 that have their partition
   */
  private record DatedTable(TablePath path, String dateColumn, int days, BitSet made) {}

  PartitionMaker(FlussLink link, String database, RecordType type) {
    this.link = link;
    Admin admin = link.admin();
    for (String name : link.patience().await("listing tables", admin.listTables(database))) {
      TableInfo table =
          link.patience()
              .await("describing " + name, admin.getTableInfo(TablePath.of(database, name)));
      if (table.isPartitioned() && table.getPartitionKeys().size() == 1) {
        addWhenNeeded(type, name, table);
      }
    }
  }

  private void addWhenNeeded(RecordType type, String name, TableInfo table) {
    boolean holdsHits = name.equals(RecordType.HITS.table());
    String lookback = table.getCustomProperties().toMap().get(LOOKBACK_DAYS);
    boolean needed =
        switch (type) {
          case EVENTS -> !holdsHits;
          case HITS -> holdsHits;
          case ORDERS -> lookback != null;
          case CUSTOMERS, CAMPAIGNS -> false;
        };
    if (needed) {
      int days = type == RecordType.ORDERS ? Integer.parseInt(lookback) : 0;
      String column = table.getPartitionKeys().get(0);
      tables.add(new DatedTable(table.getTablePath(), column, days, new BitSet()));
    }
  }

  /** Makes what the batch's dates need and does not exist yet; returns when it is made. */
  void ensure(Batch batch) {
    List<CompletableFuture<Void>> pending = new ArrayList<>();
    for (DatedTable table : tables) {
      BitSet needed = new BitSet();
      batch.days().stream().forEach(day -> needed.set(Math.max(0, day - table.days()), day + 1));
      needed.andNot(table.made());
      needed.stream().forEach(day -> pending.add(make(table, day, batch)));
      table.made().or(needed);
    }
    pending.forEach(this::await);
  }

  private CompletableFuture<Void> make(DatedTable table, int day, Batch batch) {
    PartitionSpec partition = new PartitionSpec(Map.of(table.dateColumn(), UtcDates.text(day)));
    return link.admin()
        .createPartition(table.path(), partition, true)
        .whenComplete((made, failure) -> batch.alive());
  }

  private void await(CompletableFuture<Void> made) {
    try {
      made.get();
    } catch (ExecutionException e) {
      if (!failureTold) {
        LOG.warn("partitions could not be made ahead cause={}", Causes.deepest(e));
        failureTold = true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IngestException.External("making partitions was interrupted", e);
    }
  }
}
