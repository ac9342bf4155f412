package dev.headwater.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.paimon.Snapshot;

/**
 * When the lake's snapshots were committed, for a warehouse on this machine.
 *
 * @param warehouse root of the lake's files
 */
public record LakeSnapshotTimes(Path warehouse) {

  /** When a snapshot was committed; empty when it has expired or lies elsewhere. */
  public Optional<Instant> committed(String table, long snapshot) {
    Path file =
        warehouse
            .resolve(TableDefinitions.DATABASE + ".db")
            .resolve(table)
            .resolve("snapshot/snapshot-" + snapshot);
    try {
      return Files.exists(file)
          ? Optional.of(
              Instant.ofEpochMilli(Snapshot.fromJson(Files.readString(file)).timeMillis()))
          : Optional.empty();
    } catch (IOException expiredMeanwhile) {
      return Optional.empty();
    }
  }
}
