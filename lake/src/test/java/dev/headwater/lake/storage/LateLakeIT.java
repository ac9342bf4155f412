package dev.headwater.lake.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.FreePorts;
import dev.headwater.lake.HostAndPort;
import dev.headwater.lake.catalogs.LakeLocation;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.maintenance.LakeTables;
import dev.headwater.lake.tables.TableCreation;
import dev.headwater.lake.tables.TableDefinition;
import dev.headwater.lake.tables.TableDefinitions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.config.Configuration;
import org.apache.fluss.metadata.DatabaseDescriptor;
import org.apache.fluss.metadata.TableChange;
import org.apache.fluss.metadata.TableDescriptor;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.server.coordinator.CoordinatorServer;
import org.apache.fluss.server.tablet.TabletServer;
import org.apache.fluss.shaded.zookeeper3.org.apache.zookeeper.server.embedded.ExitHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are older than the lake, on servers that know of it since. */
class LateLakeIT {
  private static final Duration START = Duration.ofMinutes(1);

  @TempDir Path directory;
  private final int ports = FreePorts.inARow(3);

  @Test
  void tablesThatFlussNeverTakesIntoTheLakeAreNamed() throws Exception {
    makeTablesWithoutLake();

    try (EmbeddedFluss fluss = EmbeddedFluss.start(directory, ports);
        FlussClient client = new FlussClient(fluss.bootstrapServers())) {
      TableDefinition first = inLake().get(0);
      TableChange enabled = TableChange.set("table.datalake.enabled", "true");
      assertThatThrownBy(
              () -> client.admin().alterTable(path(first), List.of(enabled), false).get())
          .hasMessageContaining("datalake");
      LakeTables lake = new LakeTables(client);
      assertThat(lake.olderThanTheLake())
          .containsExactlyElementsOf(inLake().stream().map(TableDefinition::name).toList());

      client.admin().dropTable(path(first), false).get();
      new TableCreation(client.admin()).create(Map.of(path(first), first.descriptor()));
      assertThat(lake.olderThanTheLake()).hasSize(inLake().size() - 1).doesNotContain(first.name());
    }
  }

  private void makeTablesWithoutLake() throws Exception {
    StoragePorts numbers = new StoragePorts(ports);
    try (DataDirectory data = DataDirectory.open(directory)) {
      StorageSettings settings =
          new StorageSettings(
              new HostAndPort("127.0.0.1", numbers.zooKeeper()),
              data.root(),
              LakeLocation.in(data.root().resolve("lake")),
              1,
              1,
              Optional.empty());
      Files.createDirectories(settings.remote());
      try (AutoCloseable zooKeeper =
              StorageServer.zooKeeper(
                  settings,
                  "127.0.0.1",
                  Files.createDirectories(data.zookeeper()),
                  ExitHandler.LOG_ONLY);
          CoordinatorServer coordinator =
              new CoordinatorServer(
                  withoutLake(settings.coordinator(Listeners.loopback(numbers.coordinator()))));
          TabletServer tabletServer =
              new TabletServer(
                  withoutLake(
                      settings.tabletServer(
                          0,
                          Listeners.loopback(numbers.tabletServer()),
                          Files.createDirectories(data.fluss()))))) {
        coordinator.start();
        tabletServer.start();
        new FlussReadiness(numbers.bootstrapServers()).await(START);
        try (FlussClient client = new FlussClient(numbers.bootstrapServers())) {
          Admin admin = client.admin();
          admin.createDatabase(TableDefinitions.DATABASE, DatabaseDescriptor.EMPTY, true).get();
          Map<TablePath, TableDescriptor> tables = new HashMap<>();
          inLake().forEach(table -> tables.put(path(table), withoutLake(table.descriptor())));
          new TableCreation(admin).create(tables);
        }
      }
    }
  }

  private static List<TableDefinition> inLake() {
    return TableDefinitions.load().all().stream().filter(TableDefinition::inLake).toList();
  }

  private static TablePath path(TableDefinition table) {
    return TablePath.of(TableDefinitions.DATABASE, table.name());
  }

  private static Configuration withoutLake(Configuration server) {
    server.toMap().keySet().stream()
        .filter(key -> key.startsWith("datalake."))
        .toList()
        .forEach(server::removeKey);
    return server;
  }

  private static TableDescriptor withoutLake(TableDescriptor table) {
    Map<String, String> properties = new TreeMap<>(table.getProperties());
    properties.keySet().removeIf(key -> key.startsWith("table.datalake."));
    return table.withProperties(properties);
  }
}
