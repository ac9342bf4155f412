package dev.headwater.lake.storage.mend;

import dev.headwater.lake.tables.TableCreation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.fluss.client.Connection;
import org.apache.fluss.client.ConnectionFactory;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.client.lookup.LookupResult;
import org.apache.fluss.client.lookup.Lookuper;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.scanner.ScanRecord;
import org.apache.fluss.client.table.scanner.log.LogScanner;
import org.apache.fluss.client.table.writer.AppendWriter;
import org.apache.fluss.client.table.writer.UpsertWriter;
import org.apache.fluss.config.Configuration;
import org.apache.fluss.metadata.DatabaseDescriptor;
import org.apache.fluss.metadata.Schema;
import org.apache.fluss.metadata.TableDescriptor;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.InternalRow;
import org.apache.fluss.types.DataTypes;

/** A client of a storage with one log table and one primary-key table that hold the same rows. */
final class ShopStorage implements AutoCloseable {
  private static final TablePath LOGGED = TablePath.of("shop", "logged");
  private static final TablePath KEYED = TablePath.of("shop", "keyed");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Connection connection;

  ShopStorage(String bootstrapServers) {
    Configuration configuration = new Configuration();
    configuration.setString("bootstrap.servers", bootstrapServers);
    connection = ConnectionFactory.createConnection(configuration);
  }

  void createTables() throws Exception {
    Schema.Builder columns =
        Schema.newBuilder().column("id", DataTypes.INT()).column("name", DataTypes.STRING());
    try (Admin admin = connection.getAdmin()) {
      admin.createDatabase("shop", DatabaseDescriptor.EMPTY, true).get();
      TableDescriptor logged = TableDescriptor.builder().schema(columns.build()).build();
      TableDescriptor keyed =
          TableDescriptor.builder().schema(columns.primaryKey("id").build()).build();
      new TableCreation(admin).create(Map.of(LOGGED, logged, KEYED, keyed));
    }
  }

  /** Writes rows to both tables; returns once every one is acknowledged. */
  void write(int fromId, int toId) throws Exception {
    try (Table logged = connection.getTable(LOGGED);
        Table keyed = connection.getTable(KEYED)) {
      AppendWriter append = logged.newAppend().createWriter();
      UpsertWriter upsert = keyed.newUpsert().createWriter();
      List<CompletableFuture<?>> writes =
          IntStream.range(fromId, toId)
              .boxed()
              .<CompletableFuture<?>>flatMap(
                  id -> List.of(append.append(row(id)), upsert.upsert(row(id))).stream())
              .toList();
      append.flush();
      upsert.flush();
      for (CompletableFuture<?> write : writes) {
        write.get();
      }
    }
  }

  private static GenericRow row(int id) {
    return GenericRow.of(id, name(id));
  }

  private static BinaryString name(int id) {
    return BinaryString.fromString("customer-" + id + "-" + Integer.toHexString(id * 0x9E3779B9));
  }

  /** The ids in the log table, read from its start until the last one wanted came. */
  SortedSet<Integer> loggedIds(int lastId) throws Exception {
    return idsInLog(LOGGED, lastId);
  }

  /** The ids in the change log of the primary-key table, read like {@link #loggedIds}. */
  SortedSet<Integer> changedIds(int lastId) throws Exception {
    return idsInLog(KEYED, lastId);
  }

  private SortedSet<Integer> idsInLog(TablePath path, int lastId) throws Exception {
    SortedSet<Integer> ids = new TreeSet<>();
    try (Table table = connection.getTable(path);
        LogScanner scanner = table.newScan().createLogScanner()) {
      scanner.subscribeFromBeginning(0);
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!ids.contains(lastId) && System.nanoTime() < end) {
        for (ScanRecord record : scanner.poll(Duration.ofMillis(500))) {
          InternalRow row = record.getRow();
          if (!row.getString(1).equals(name(row.getInt(0)))) {
            throw new AssertionError("row " + row.getInt(0) + " holds " + row.getString(1));
          }
          ids.add(row.getInt(0));
        }
      }
    }
    return ids;
  }

  /** Those of the given ids that the primary-key table finds. */
  SortedSet<Integer> foundIds(int fromId, int toId) throws Exception {
    SortedSet<Integer> ids = new TreeSet<>();
    try (Table table = connection.getTable(KEYED)) {
      Lookuper lookuper = table.newLookup().createLookuper();
      // All are asked before the first is awaited: a lookup alone waits for others to go with it.
      SortedMap<Integer, CompletableFuture<LookupResult>> lookups = new TreeMap<>();
      for (int id = fromId; id < toId; id++) {
        lookups.put(id, lookuper.lookup(GenericRow.of(id)));
      }
      for (int id : lookups.keySet()) {
        InternalRow row = lookups.get(id).get().getSingletonRow();
        if (row != null && row.getString(1).equals(name(id))) {
          ids.add(id);
        }
      }
    }
    return ids;
  }

  @Override
  public void close() throws Exception {
    connection.close();
  }
}
