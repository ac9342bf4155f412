package dev.headwater.lake.union;

import dev.headwater.lake.storage.EmbeddedFluss;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.fluss.config.Configuration;
import org.apache.fluss.flink.tiering.LakeTieringJobBuilder;
import org.apache.fluss.flink.tiering.source.TieringSourceOptions;

/** Runs Fluss's tiering on a Flink cluster in this JVM, for as long as a test wants it. */
public final class TestingTiering implements AutoCloseable {
  private final EmbeddedFluss fluss;
  private final MiniCluster cluster;
  private JobClient job;

  private TestingTiering(EmbeddedFluss fluss, MiniCluster cluster) {
    this.fluss = fluss;
    this.cluster = cluster;
  }

  public static TestingTiering on(EmbeddedFluss fluss) throws Exception {
    org.apache.flink.configuration.Configuration configuration =
        new org.apache.flink.configuration.Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(8)
                .build());
    cluster.start();
    return new TestingTiering(fluss, cluster);
  }

  public int restPort() throws Exception {
    return cluster.getRestAddress().get().getPort();
  }

  public void start() throws Exception {
    org.apache.flink.configuration.Configuration remote =
        new org.apache.flink.configuration.Configuration();
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createRemoteEnvironment("127.0.0.1", restPort(), remote);
    environment.setParallelism(1);
    Configuration client = new Configuration();
    client.setString("bootstrap.servers", fluss.bootstrapServers());
    client.set(TieringSourceOptions.POLL_TIERING_TABLE_INTERVAL, Duration.ofMillis(200));
    Configuration lake = Configuration.fromMap(fluss.lake().catalog());
    job =
        LakeTieringJobBuilder.newBuilder(environment, client, lake, new Configuration(), "paimon")
            .build();
  }

  boolean isRunning() {
    return job != null;
  }

  public void stop() throws Exception {
    Objects.requireNonNull(job, "tiering was not started").cancel().get();
    job.getJobExecutionResult().handle((result, failure) -> null).get();
    job = null;
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
