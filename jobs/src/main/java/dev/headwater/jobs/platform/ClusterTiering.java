package dev.headwater.jobs.platform;

import dev.headwater.jobs.progress.FlinkRest;
import dev.headwater.lake.Tiering;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/** Keeps the tiering job of a cluster. Not thread-safe. */
public final class ClusterTiering implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final FlinkRest flink;
  private final TieringSupervisor supervisor;

  /**
   * Tiering of one cluster; nothing is done yet.
   *
   * @param cluster how its Flink is reached
   */
  public ClusterTiering(ClusterFlink cluster) throws IOException {
    Files.createDirectories(cluster.temporary());
    flink = new FlinkRest(cluster.addresses().platform().flink());
    supervisor =
        new TieringSupervisor(
            flink, cluster.client(), cluster.addresses().fluss().toString(), PATIENCE);
  }

  /** Looks once and does what is needed; whether the job was alive. */
  public boolean look() {
    boolean alive =
        flink.jobs().stream()
            .anyMatch(job -> job.name().equals(Tiering.JOB_NAME) && job.state().isAlive());
    supervisor.look();
    return alive;
  }

  /** Ends the tiering job; a round that was under way is done again by the next one. */
  @Override
  public void close() {
    supervisor.stop();
  }
}
