package dev.headwater.ingest;

import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestRequest;
import dev.headwater.lake.storage.EmbeddedFluss;
import dev.headwater.lake.tables.TableDefinitions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.fluss.client.Connection;
import org.apache.fluss.client.ConnectionFactory;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.client.admin.OffsetSpec;
import org.apache.fluss.client.lookup.LookupResult;
import org.apache.fluss.client.lookup.Lookuper;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.scanner.ScanRecord;
import org.apache.fluss.client.table.scanner.log.LogScanner;
import org.apache.fluss.client.table.scanner.log.ScanRecords;
import org.apache.fluss.config.ConfigOptions;
import org.apache.fluss.config.Configuration;
import org.apache.fluss.metadata.PartitionInfo;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.InternalRow;

/** A real platform's storage with all its tables, and a way to look into them. */
final class TestingPlatform implements AutoCloseable {
  private static final int IDLE_POLLS = 10;

  /** The JVMs that test side by side have ranges of ports of their own. */
  private static final int PORTS = 6_000;

  private static final int FORK = Integer.getInteger("headwater.fork", 1) - 1;

  private final EmbeddedFluss fluss;
  private final Connection connection;

  private TestingPlatform(EmbeddedFluss fluss) {
    this.fluss = fluss;
    Configuration configuration = new Configuration();
    configuration.setString(ConfigOptions.BOOTSTRAP_SERVERS.key(), fluss.bootstrapServers());
    this.connection = ConnectionFactory.createConnection(configuration);
  }

  static TestingPlatform start(Path directory, int portBase) {
    EmbeddedFluss fluss = EmbeddedFluss.start(directory, portBase);
    TableDefinitions.load().apply(fluss.bootstrapServers());
    return new TestingPlatform(fluss);
  }

  static int freePorts() {
    while (true) {
      int base = 11_000 + FORK % 3 * PORTS + ThreadLocalRandom.current().nextInt(PORTS - 3);
      if (isFree(base) && isFree(base + 1) && isFree(base + 2)) {
        return base;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  String address() {
    return fluss.bootstrapServers();
  }

  Connection connection() {
    return connection;
  }

  IngestRequest request(Path file, String table) {
    return IngestRequest.of(address(), TableDefinitions.DATABASE, IngestInput.file(file), table);
  }

  /** Names of the date partitions of a table, sorted. */
  List<String> partitions(String table) throws Exception {
    TreeSet<String> names = new TreeSet<>();
    for (PartitionInfo partition : connection.getAdmin().listPartitionInfos(path(table)).get()) {
      names.add(partition.getPartitionName());
    }
    return List.copyOf(names);
  }

  /** How many changes the log of a table with date partitions holds. */
  long rows(String table) throws Exception {
    long rows = 0;
    Admin admin = connection.getAdmin();
    for (String partition : partitions(table)) {
      rows +=
          admin
              .listOffsets(path(table), partition, List.of(0), new OffsetSpec.LatestSpec())
              .all()
              .get()
              .get(0);
    }
    return rows;
  }

  Optional<InternalRow> lookup(String table, Object... key) throws Exception {
    return lookups(table, List.<Object[]>of(key)).get(0);
  }

  /** Rows of many keys, in their order. */
  List<Optional<InternalRow>> lookups(String table, List<Object[]> keys) throws Exception {
    List<CompletableFuture<LookupResult>> answers = new ArrayList<>();
    List<Optional<InternalRow>> rows = new ArrayList<>();
    try (Table opened = connection.getTable(path(table))) {
      Lookuper lookuper = opened.newLookup().createLookuper();
      for (Object[] key : keys) {
        Object[] fields = new Object[key.length];
        for (int i = 0; i < key.length; i++) {
          fields[i] = key[i] instanceof String text ? BinaryString.fromString(text) : key[i];
        }
        answers.add(lookuper.lookup(GenericRow.of(fields)));
      }
      for (CompletableFuture<LookupResult> answer : answers) {
        rows.add(Optional.ofNullable(answer.get().getSingletonRow()));
      }
    }
    return rows;
  }

  /**
   * Changes of a table's log, in no order over buckets; values as text, columns by comma. The log
   * of a table with a key can end with batches that hold no row: reading ends when nothing comes
   * any more.
   */
  List<String> log(String table, String... columns) throws Exception {
    List<String> rows = new ArrayList<>();
    Admin admin = connection.getAdmin();
    try (Table opened = connection.getTable(path(table));
        LogScanner scanner = opened.newScan().project(List.of(columns)).createLogScanner()) {
      if (opened.getTableInfo().isPartitioned()) {
        for (PartitionInfo partition : admin.listPartitionInfos(path(table)).get()) {
          scanner.subscribeFromBeginning(partition.getPartitionId(), 0);
        }
      } else {
        scanner.subscribeFromBeginning(0);
      }
      InternalRow.FieldGetter[] getters =
          InternalRow.createFieldGetters(
              opened.getTableInfo().getRowType().project(List.of(columns)));
      boolean keyed = opened.getTableInfo().hasPrimaryKey();
      long end = keyed ? Long.MAX_VALUE : rows(table);
      int idlePolls = 0;
      while (rows.size() < end && idlePolls < (keyed && !rows.isEmpty() ? 1 : 30) * IDLE_POLLS) {
        ScanRecords records = scanner.poll(Duration.ofMillis(200));
        idlePolls = records.isEmpty() ? idlePolls + 1 : 0;
        for (ScanRecord record : records) {
          List<String> values = new ArrayList<>();
          for (InternalRow.FieldGetter getter : getters) {
            values.add(String.valueOf(getter.getFieldOrNull(record.getRow())));
          }
          rows.add(String.join(",", values));
        }
      }
    }
    return rows;
  }

  static TablePath path(String table) {
    return TablePath.of(TableDefinitions.DATABASE, table);
  }

  @Override
  public void close() throws Exception {
    connection.close();
    fluss.close();
  }
}
