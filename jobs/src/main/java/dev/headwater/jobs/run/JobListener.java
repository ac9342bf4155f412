package dev.headwater.jobs.run;

/** Is told what becomes of jobs. */
@FunctionalInterface
public interface JobListener {
  /** A job is about to start from the beginning. */
  void beginning(JobDefinition job);

  /** A job was started. */
  default void started(JobDefinition job, String jobId) {}

  /** A job was stopped by somebody, with a savepoint. */
  default void stopped(JobDefinition job, String savepoint) {}
}
