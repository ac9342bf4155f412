package dev.headwater.lake.storage.mend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headwater.lake.FreePorts;
import dev.headwater.lake.client.BucketLeaders;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.storage.EmbeddedFluss;
import dev.headwater.lake.storage.StoragePorts;
import dev.headwater.lake.tables.TableCreation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.config.ConfigOptions;
import org.apache.fluss.config.Configuration;
import org.apache.fluss.metadata.DatabaseDescriptor;
import org.apache.fluss.metadata.PartitionSpec;
import org.apache.fluss.metadata.Schema;
import org.apache.fluss.metadata.TableDescriptor;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.server.zk.ZooKeeperClient;
import org.apache.fluss.server.zk.ZooKeeperUtils;
import org.apache.fluss.server.zk.data.TableRegistration;
import org.apache.fluss.server.zk.data.ZkData.SchemaZNode;
import org.apache.fluss.server.zk.data.ZkData.SchemasZNode;
import org.apache.fluss.server.zk.data.ZkData.TableZNode;
import org.apache.fluss.shaded.curator5.org.apache.curator.framework.CuratorFramework;
import org.apache.fluss.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissedTablesIT {
  private static final TablePath SEEN = TablePath.of("shop", "seen");
  private static final TablePath MISSED = TablePath.of("shop", "missed");

  @TempDir Path directory;

  @Test
  void aTableWhoseNodeAppearsWithItsContentAtOnceIsServed() throws Exception {
    int ports = FreePorts.inARow(3);
    TableDescriptor byDay =
        TableDescriptor.builder()
            .schema(
                Schema.newBuilder()
                    .column("day", DataTypes.STRING())
                    .column("id", DataTypes.INT())
                    .build())
            .partitionedBy("day")
            .build();
    try (EmbeddedFluss fluss = EmbeddedFluss.start(directory, ports);
        FlussClient client = new FlussClient(fluss.bootstrapServers())) {
      Admin admin = client.admin();
      admin.createDatabase("shop", DatabaseDescriptor.EMPTY, true).get();
      new TableCreation(admin).create(Map.of(SEEN, byDay));
      register(new StoragePorts(ports), admin.getTableInfo(SEEN).get().toTableDescriptor());

      for (TablePath table : List.of(MISSED, SEEN)) {
        admin.createPartition(table, new PartitionSpec(Map.of("day", "d1")), false).get();
        await("leaders of " + table)
            .atMost(Duration.ofSeconds(30))
            .ignoreExceptions()
            .untilAsserted(() -> new BucketLeaders(admin).require(table, Duration.ofSeconds(5)));
      }
      assertThat(admin.listPartitionInfos(MISSED).get()).hasSize(1);
    }
  }

  /** Makes a table in one step, where Fluss makes its node first and fills it then. */
  private static void register(StoragePorts ports, TableDescriptor table) throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString(ConfigOptions.ZOOKEEPER_ADDRESS, "127.0.0.1:" + ports.zooKeeper());
    try (ZooKeeperClient zooKeeper =
        ZooKeeperUtils.startZookeeperClient(
            configuration,
            failure -> {
              throw new IllegalStateException(failure);
            })) {
      long id = zooKeeper.getTableIdAndIncrement();
      CuratorFramework nodes = zooKeeper.getCuratorClient();
      nodes
          .transaction()
          .forOperations(
              nodes
                  .transactionOp()
                  .create()
                  .forPath(
                      TableZNode.path(MISSED),
                      TableZNode.encode(TableRegistration.newTable(id, table))),
              nodes.transactionOp().create().forPath(SchemasZNode.path(MISSED)),
              nodes
                  .transactionOp()
                  .create()
                  .forPath(SchemaZNode.path(MISSED, 1), SchemaZNode.encode(table.getSchema())));
    }
  }
}
