package dev.headwater.jobs.settle;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What is to settle.
 *
 * @param flink address of Flink's REST interface
 * @param bootstrapServers address of Fluss, host:port
 * @param database Fluss database of the jobs' tables
 * @param jobs all jobs between the tables that are written from outside and the marts
 * @param timeout how long to wait at most
 */
public record SettleRequest(
    URI flink, String bootstrapServers, String database, List<JobReads> jobs, Duration timeout) {
  public SettleRequest {
    jobs = List.copyOf(jobs);
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("a timeout of " + timeout + " is negative");
    }
  }
}
