package dev.headwater.lake.union;

import static org.awaitility.Awaitility.await;

import dev.headwater.lake.FreePorts;
import dev.headwater.lake.catalogs.LakeLocation;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.maintenance.LakeMaintenance;
import dev.headwater.lake.maintenance.MaintenanceReport;
import dev.headwater.lake.storage.EmbeddedFluss;
import dev.headwater.lake.tables.TableCreation;
import dev.headwater.lake.tables.TableDefinitions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.fluss.client.Connection;
import org.apache.fluss.client.ConnectionFactory;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.client.admin.ListOffsetsResult;
import org.apache.fluss.client.admin.OffsetSpec;
import org.apache.fluss.config.Configuration;
import org.apache.fluss.exception.LakeTableSnapshotNotExistException;
import org.apache.fluss.metadata.DatabaseDescriptor;
import org.apache.fluss.metadata.PartitionInfo;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.metadata.TableDescriptor;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.InternalRow;
import org.apache.fluss.utils.FileUtils;

/** Storage and tiering in this JVM with what tests of reads need around them. */
public final class LakeFixture implements AutoCloseable {
  private static LakeFixture shared;

  private final Path directory;
  private final int portBase;
  private final Optional<LakeLocation> location;
  private final TestingTiering tiering;
  private final List<TablePath> created = new CopyOnWriteArrayList<>();
  private EmbeddedFluss fluss;
  private Connection connection;
  private Admin admin;

  private LakeFixture(Path directory, int portBase, Optional<LakeLocation> location)
      throws Exception {
    this.directory = directory;
    this.portBase = portBase;
    this.location = location;
    startStorage();
    this.tiering = TestingTiering.on(fluss);
  }

  public static LakeFixture start(Path directory) throws Exception {
    return start(directory, Optional.empty());
  }

  /**
   * The one of this JVM, which lives as long: for who leaves the product's tables as they were.
   * Closing it drops the tables that were made by its user, and ends tiering.
   */
  public static synchronized LakeFixture shared() throws Exception {
    if (shared == null) {
      Path directory = Files.createTempDirectory("shared-lake");
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> FileUtils.deleteDirectoryQuietly(directory.toFile()), "no-lake"));
      shared = start(directory.resolve("data"));
    }
    return shared;
  }

  /** The same with the lake elsewhere than in the directory. */
  public static LakeFixture start(Path directory, Optional<LakeLocation> location)
      throws Exception {
    LakeFixture fixture = new LakeFixture(directory, FreePorts.inARow(3), location);
    fixture.admin.createDatabase(TableDefinitions.DATABASE, DatabaseDescriptor.EMPTY, true).get();
    return fixture;
  }

  private void startStorage() {
    fluss = EmbeddedFluss.start(directory, portBase, Optional.empty(), location);
    connection = connect();
    admin = connection.getAdmin();
  }

  /** Stops the storage and starts it over the same directory, with tiering, which must run. */
  public void restartStorage() throws Exception {
    tiering.stop();
    connection.close();
    fluss.close();
    startStorage();
    tiering.start();
  }

  public EmbeddedFluss fluss() {
    return fluss;
  }

  /** A connection of one's own, beside that of the fixture. */
  public Connection connect() {
    Configuration configuration = new Configuration();
    configuration.setString("bootstrap.servers", fluss.bootstrapServers());
    return ConnectionFactory.createConnection(configuration);
  }

  public Connection connection() {
    return connection;
  }

  public Admin admin() {
    return admin;
  }

  public TestingTiering tiering() {
    return tiering;
  }

  public TablePath create(String name, TableDescriptor descriptor) throws Exception {
    TablePath path = TablePath.of(TableDefinitions.DATABASE, name);
    new TableCreation(admin).create(Map.of(path, descriptor));
    created.add(path);
    return path;
  }

  /** Rows of a side as text, sorted. */
  public List<String> read(TablePath path, Side side) {
    return read(ReadRequest.of(path, side));
  }

  public List<String> read(ReadRequest request) {
    List<String> rows = new ArrayList<>();
    try (TableRead read = TableRead.open(connection, request)) {
      RowText text = new RowText(read.rowType());
      for (InternalRow row = read.next(); row != null; row = read.next()) {
        rows.add(text.of(row));
      }
    }
    Collections.sort(rows);
    return rows;
  }

  /**
   * Merges all there is to merge and lets nothing stay that nobody begins with. Reads meet what is
   * merged after the next tiering.
   */
  public MaintenanceReport maintain(TablePath path) throws Exception {
    try (FlussClient client = new FlussClient(fluss.bootstrapServers())) {
      return new LakeMaintenance(client, 2, Instant.now()).maintain(admin.getTableInfo(path).get());
    }
  }

  /** Returns when the lake holds all that was written so far. */
  public void awaitTiered(TablePath path) throws Exception {
    awaitTiered(path, Duration.ofMinutes(3));
  }

  /** The same for more rows than tests have. */
  public void awaitTiered(TablePath path, Duration limit) throws Exception {
    Map<TableBucket, Long> ends = ends(path);
    await("the lake holds all of " + path)
        .atMost(limit)
        .until(
            () -> {
              Map<TableBucket, Long> tiered = lakeOffsets(path);
              return ends.entrySet().stream()
                  .allMatch(
                      end ->
                          end.getValue() == 0
                              || tiered.getOrDefault(end.getKey(), 0L) >= end.getValue());
            });
  }

  private Map<TableBucket, Long> lakeOffsets(TablePath path) throws Exception {
    try {
      return admin.getReadableLakeSnapshot(path).get().getTableBucketsOffset();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LakeTableSnapshotNotExistException) {
        return Map.of();
      }
      throw e;
    }
  }

  /** End offset of every bucket, once each has a leader. */
  public Map<TableBucket, Long> ends(TablePath path) {
    return await("leaders of " + path)
        .atMost(Duration.ofMinutes(1))
        .until(() -> endsOrNull(path), Objects::nonNull);
  }

  private Map<TableBucket, Long> endsOrNull(TablePath path) throws Exception {
    TableInfo table = admin.getTableInfo(path).get();
    Map<TableBucket, Long> ends = new HashMap<>();
    if (!table.isPartitioned()) {
      return addEnds(ends, table, null) ? ends : null;
    }
    for (PartitionInfo partition : admin.listPartitionInfos(path).get()) {
      if (!addEnds(ends, table, partition)) {
        return null;
      }
    }
    return ends;
  }

  private boolean addEnds(Map<TableBucket, Long> ends, TableInfo table, PartitionInfo partition) {
    List<Integer> ids = IntStream.range(0, table.getNumBuckets()).boxed().toList();
    OffsetSpec latest = new OffsetSpec.LatestSpec();
    try {
      ListOffsetsResult result =
          partition == null
              ? admin.listOffsets(table.getTablePath(), ids, latest)
              : admin.listOffsets(table.getTablePath(), partition.getPartitionName(), ids, latest);
      Long partitionId = partition == null ? null : partition.getPartitionId();
      result
          .all()
          .join()
          .forEach(
              (id, end) -> ends.put(new TableBucket(table.getTableId(), partitionId, id), end));
      return true;
    } catch (RuntimeException notYet) {
      return false;
    }
  }

  @Override
  public void close() throws Exception {
    if (this == shared) {
      if (tiering.isRunning()) {
        tiering.stop();
      }
      for (TablePath path : created) {
        admin.dropTable(path, true).get();
      }
      created.clear();
      return;
    }
    connection.close();
    tiering.close();
    fluss.close();
  }
}
