package dev.headwater.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostSessionIT {
  @TempDir Path directory;
  private final StoragePorts ports = new StoragePorts(FreePorts.inARow(3));

  @Test
  void aCoordinatorEndsWhenZooKeeperWasAwayForLongerThanASession() throws Exception {
    StorageSettings settings =
        new StorageSettings(new HostAndPort("127.0.0.1", ports.zooKeeper()), directory, 1, 1);
    StorageServer zooKeeper = zooKeeper(settings);
    try (StorageServer coordinator =
        StorageServer.coordinator(settings, Listeners.loopback(ports.coordinator()))) {
      zooKeeper.close();
      zooKeeper = zooKeeper(settings);
      Duration away = settings.session();
      await("longer than it takes to end after a session that was lost")
          .pollDelay(away.multipliedBy(3))
          .atMost(away.multipliedBy(4))
          .untilAsserted(() -> assertThat(coordinator.ended()).isNotDone());

      zooKeeper.close();
      await("the end of a session").pollDelay(away.plusSeconds(2)).until(() -> true);
      zooKeeper = zooKeeper(settings);

      assertThat(coordinator.ended()).succeedsWithin(Duration.ofMinutes(2));
    } finally {
      zooKeeper.close();
    }
  }

  private StorageServer zooKeeper(StorageSettings settings) {
    return StorageServer.zooKeeper(settings, "127.0.0.1", directory.resolve("zookeeper"));
  }
}
