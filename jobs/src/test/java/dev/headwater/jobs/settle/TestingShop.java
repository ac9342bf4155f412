package dev.headwater.jobs.settle;

import dev.headwater.jobs.lag.TestingStorage;
import dev.headwater.jobs.platform.TestingPlatform;
import dev.headwater.lake.tables.TableCreation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.fluss.client.Connection;
import org.apache.fluss.client.ConnectionFactory;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.scanner.batch.BatchScanner;
import org.apache.fluss.client.table.writer.UpsertWriter;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.metadata.TableDescriptor;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.InternalRow;
import org.apache.fluss.utils.CloseableIterator;

/** Storage and a Flink cluster in this JVM, and jobs between tables of one database. */
final class TestingShop implements AutoCloseable {
  static final String DATABASE = "shop";

  private final TestingStorage storage;
  private final MiniCluster flink;
  private final Connection connection;
  private final TableEnvironment tables;
  private final Configuration settings;

  private TestingShop(TestingStorage storage, MiniCluster flink, Configuration settings) {
    this.storage = storage;
    this.flink = flink;
    this.settings = settings;
    org.apache.fluss.config.Configuration client = new org.apache.fluss.config.Configuration();
    client.setString("bootstrap.servers", storage.bootstrapServers());
    this.connection = ConnectionFactory.createConnection(client);
    this.tables = environment();
  }

  static TestingShop start(Path directory) throws Exception {
    int ports = TestingPlatform.freePorts().base();
    TestingStorage storage = TestingStorage.start(directory.resolve("storage"), ports, 1);
    Configuration settings = new Configuration();
    settings.set(RestOptions.PORT, ports + 3);
    settings.set(RestOptions.ADDRESS, "127.0.0.1");
    settings.set(TaskManagerOptions.NUM_TASK_SLOTS, 12);
    settings.set(RestOptions.ASYNC_OPERATION_STORE_DURATION, Duration.ofSeconds(2));
    MiniCluster flink =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(12)
                .build());
    flink.start();
    settings.set(DeploymentOptions.TARGET, "remote");
    settings.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    settings.setString("parallelism.default", "1");
    settings.setString("restart-strategy.type", "none");
    return new TestingShop(storage, flink, settings);
  }

  URI flinkUrl() {
    return flink.getRestAddress().join();
  }

  String bootstrapServers() {
    return storage.bootstrapServers();
  }

  Connection connection() {
    return connection;
  }

  void sql(String statement) {
    tables.executeSql(statement);
    if (statement.startsWith("CREATE TABLE ")) {
      requireLeaders(TablePath.of(DATABASE, statement.split(" ", 4)[2]));
    }
  }

  /** A table that the coordinator missed is made anew, see {@link TableCreation}. */
  private void requireLeaders(TablePath table) {
    try {
      TableDescriptor descriptor =
          connection.getAdmin().getTableInfo(table).get().toTableDescriptor();
      new TableCreation(connection.getAdmin()).create(Map.of(table, descriptor));
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("no leader for " + table, e);
    }
  }

  /** Starts an INSERT as a job of its own. */
  JobReads job(String name, Set<String> sources, Set<String> sinks, String insert) {
    return job(name, sources, sinks, insert, List.of());
  }

  /** Starts an INSERT as a job of its own, with options of the form {@code key=value}. */
  JobReads job(
      String name, Set<String> sources, Set<String> sinks, String insert, List<String> options) {
    TableEnvironment environment = environment();
    environment.getConfig().set(PipelineOptions.NAME, name);
    for (String option : options) {
      int equals = option.indexOf('=');
      environment.getConfig().set(option.substring(0, equals), option.substring(equals + 1));
    }
    String id =
        environment.executeSql(insert).getJobClient().orElseThrow().getJobID().toHexString();
    return new JobReads(name, id, sources, sinks);
  }

  SettleReport settle(Duration timeout, JobReads... jobs) {
    return Settle.settle(request(timeout, jobs));
  }

  SettleRequest request(Duration timeout, JobReads... jobs) {
    return new SettleRequest(flinkUrl(), bootstrapServers(), DATABASE, List.of(jobs), timeout);
  }

  /** Writes the rows and returns when they are acknowledged. */
  void write(String table, List<Object[]> rows) throws Exception {
    try (Table open = connection.getTable(TablePath.of(DATABASE, table))) {
      UpsertWriter writer = open.newUpsert().createWriter();
      List<CompletableFuture<?>> writes = new ArrayList<>();
      for (Object[] row : rows) {
        writes.add(writer.upsert(GenericRow.of(row)));
      }
      writer.flush();
      CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).get();
    }
  }

  /** Rows of an unpartitioned table with one bucket, as they are now. */
  List<InternalRow> rows(String table) throws Exception {
    List<InternalRow> rows = new ArrayList<>();
    try (Table open = connection.getTable(TablePath.of(DATABASE, table));
        BatchScanner scanner =
            open.newScan()
                .limit(1_000_000)
                .createBatchScanner(new TableBucket(open.getTableInfo().getTableId(), 0))) {
      while (true) {
        try (CloseableIterator<InternalRow> batch = scanner.pollBatch(Duration.ofSeconds(10))) {
          if (batch == null) {
            return rows;
          }
          batch.forEachRemaining(rows::add);
        }
      }
    }
  }

  private TableEnvironment environment() {
    TableEnvironment environment =
        TableEnvironment.create(
            EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(new Configuration(settings))
                .build());
    environment.executeSql(
        "CREATE CATALOG fluss WITH ('type' = 'fluss', 'bootstrap.servers' = '"
            + bootstrapServers()
            + "')");
    environment.executeSql("USE CATALOG fluss");
    environment.executeSql("CREATE DATABASE IF NOT EXISTS " + DATABASE);
    environment.executeSql("USE " + DATABASE);
    return environment;
  }

  @Override
  public void close() throws Exception {
    connection.close();
    flink.close();
    storage.close();
  }
}
