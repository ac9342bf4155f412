package dev.headwater.lake.storage;

import dev.headwater.lake.catalogs.LakeLocation;
import dev.headwater.lake.client.FlussClient;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.fluss.flink.tiering.LakeTieringJobBuilder;

/** The Flink job that moves rows of lake-enabled tables from Fluss into the lake. */
public final class Tiering {
  /** Name of the job in Flink. */
  public static final String JOB_NAME = "tiering";

  private static final Duration BETWEEN_TABLES = Duration.ofSeconds(1);

  private Tiering() {}

  /**
   * Submits the job and returns once Flink has accepted it. Rows go where the storage announces its
   * lake, which takes a table.
   *
   * @param flink where and how to submit
   * @param bootstrapServers Fluss, host:port
   * @throws Exception when Flink does not take the job
   */
  public static JobClient submit(Configuration flink, String bootstrapServers) throws Exception {
    Configuration job = new Configuration(flink);
    job.set(PipelineOptions.NAME, JOB_NAME);
    // A round's progress lives in Fluss and the lake; a checkpoint would only add work.
    job.removeKey("execution.checkpointing.interval");
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(job);
    environment.setParallelism(1);
    org.apache.fluss.config.Configuration fluss = FlussClient.configuration(bootstrapServers);
    fluss.setString("tiering.poll.table.interval", BETWEEN_TABLES.toMillis() + "ms");
    return LakeTieringJobBuilder.newBuilder(
            environment,
            fluss,
            org.apache.fluss.config.Configuration.fromMap(
                LakeLocation.announcedBy(bootstrapServers).catalog()),
            new org.apache.fluss.config.Configuration(),
            "paimon")
        .build();
  }
}
