package dev.headwater.jobs.supervise;

import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.flink.JobSummary;
import dev.headwater.lake.Causes;
import dev.headwater.lake.progress.TableProgress;
import dev.headwater.lake.progress.TableProgressReader;
import dev.headwater.lake.storage.Tiering;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tiering job alive, and starts it again when rows wait but no round ends. Not
 * thread-safe.
 */
public final class TieringSupervisor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TieringSupervisor.class);

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final FlinkRest flink;
  private final Configuration client;
  private final String bootstrapServers;
  private final TieringStall stall;

  public TieringSupervisor(FlinkRest flink, Configuration client, String bootstrapServers) {
    this.flink = flink;
    this.client = client;
    this.bootstrapServers = bootstrapServers;
    this.stall = new TieringStall(PATIENCE);
  }

  /**
   * Looks once and does what is needed; whether the job was alive.
   *
   * @throws RuntimeException when Flink does not answer
   */
  public boolean lookAndTell() {
    boolean alive = flink.alive(Tiering.JOB_NAME).isPresent();
    look();
    return alive;
  }

  /** Looks once and does what is needed; failures are logged and tried again at the next look. */
  public void look() {
    try {
      Optional<JobSummary> alive = alive();
      if (alive.isEmpty()) {
        start();
        return;
      }
      if (stall.isStalled(progress(), Instant.now())) {
        LOG.warn("tiering has stalled and is started again job={}", alive.get().id());
        flink.cancel(alive.get().id());
      }
    } catch (Exception e) {
      LOG.warn("tiering could not be looked after cause={}", Causes.deepest(e));
    }
  }

  /** Ends the tiering job; a round that was under way is done again by the next one. */
  @Override
  public void close() {
    try {
      alive().ifPresent(job -> flink.cancel(job.id()));
    } catch (RuntimeException e) {
      LOG.warn("tiering could not be stopped cause={}", Causes.deepest(e));
    }
  }

  private void start() throws Exception {
    stall.restarted(Instant.now());
    LOG.info("started tiering job={}", Tiering.submit(client, bootstrapServers).getJobID());
  }

  private Optional<JobSummary> alive() {
    return flink.jobs().stream()
        .filter(job -> job.name().equals(Tiering.JOB_NAME) && !job.state().isEnded())
        .findFirst();
  }

  private List<TableProgress> progress() {
    try (TableProgressReader reader = new TableProgressReader(bootstrapServers)) {
      return reader.read();
    }
  }
}
