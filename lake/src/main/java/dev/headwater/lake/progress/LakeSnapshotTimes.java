package dev.headwater.lake.progress;

import dev.headwater.lake.catalogs.LakeLocation;
import dev.headwater.lake.tables.TableDefinitions;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.paimon.Snapshot;

/** When the lake's snapshots were committed. One thread at a time. */
public final class LakeSnapshotTimes {
  private final Map<String, Committed> newest = new HashMap<>();

  private record Committed(long snapshot, Optional<Instant> time) {}

  /** When a snapshot was committed; empty when it has expired or cannot be read from here. */
  public Optional<Instant> committed(LakeLocation lake, String table, long snapshot) {
    return newest
        .compute(
            table,
            (name, known) ->
                known != null && known.snapshot() == snapshot
                    ? known
                    : new Committed(snapshot, read(lake, table, snapshot)))
        .time();
  }

  private static Optional<Instant> read(LakeLocation lake, String table, long snapshot) {
    String file =
        "%s.db/%s/snapshot/snapshot-%d".formatted(TableDefinitions.DATABASE, table, snapshot);
    try {
      return Optional.of(Instant.ofEpochMilli(Snapshot.fromJson(lake.read(file)).timeMillis()));
    } catch (IOException expiredOrElsewhere) {
      return Optional.empty();
    }
  }
}
