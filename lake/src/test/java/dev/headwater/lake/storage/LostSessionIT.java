package dev.headwater.lake.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headwater.lake.FreePorts;
import dev.headwater.lake.HostAndPort;
import dev.headwater.lake.catalogs.LakeLocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostSessionIT {
  @TempDir Path directory;
  private final StoragePorts ports = new StoragePorts(FreePorts.inARow(3));

  @Test
  void serversEndWhenZooKeeperWasAwayForLongerThanASession() throws Exception {
    StorageSettings settings =
        new StorageSettings(
            new HostAndPort("127.0.0.1", ports.zooKeeper()),
            directory,
            LakeLocation.in(directory.resolve("lake")),
            1,
            1,
            Optional.empty());
    StorageServer zooKeeper = zooKeeper(settings);
    try (StorageServer coordinator =
            StorageServer.coordinator(settings, Listeners.loopback(ports.coordinator()));
        StorageServer tabletServer =
            StorageServer.tabletServer(
                settings,
                0,
                Listeners.loopback(ports.tabletServer()),
                directory.resolve("tablet-server"))) {
      zooKeeper.close();
      zooKeeper = zooKeeper(settings);
      Duration session = settings.session();
      await("the end of the sessions, had they been lost")
          .pollDelay(session.plusSeconds(2))
          .untilAsserted(
              () -> {
                assertThat(coordinator.ended()).isNotDone();
                assertThat(tabletServer.ended()).isNotDone();
              });

      zooKeeper.close();
      await("the end of the sessions").pollDelay(session.plusSeconds(2)).until(() -> true);
      assertThat(tabletServer.ended()).as("while ZooKeeper is away").isNotDone();
      zooKeeper = zooKeeper(settings);

      assertThat(coordinator.ended()).succeedsWithin(Duration.ofMinutes(1));
      assertThat(tabletServer.ended()).succeedsWithin(Duration.ofMinutes(1));
    } finally {
      zooKeeper.close();
    }
  }

  private StorageServer zooKeeper(StorageSettings settings) {
    return StorageServer.zooKeeper(settings, "127.0.0.1", directory.resolve("zookeeper"));
  }
}
