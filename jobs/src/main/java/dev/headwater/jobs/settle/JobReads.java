package dev.headwater.jobs.settle;

import java.util.Set;

/**
 * A running job and the tables it streams from and into.
 *
 * @param jobName name of the job, its SQL file's base name
 * @param jobId Flink's id of the running job, 32 hexadecimal digits; null when it is not running
 * @param sourceTables Fluss tables that the job scans; a table it only looks up is not among them
 * @param sinkTables Fluss tables that the job writes
 */
public record JobReads(
    String jobName, String jobId, Set<String> sourceTables, Set<String> sinkTables) {
  public JobReads {
    if (jobName == null || jobName.isBlank()) {
      throw new IllegalArgumentException("a job needs a name");
    }
    sourceTables = Set.copyOf(sourceTables);
    sinkTables = Set.copyOf(sinkTables);
    if (sourceTables.isEmpty()) {
      throw new IllegalArgumentException("job " + jobName + " reads no table");
    }
  }
}
