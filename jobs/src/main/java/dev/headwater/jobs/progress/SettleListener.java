package dev.headwater.jobs.progress;

/** Told what {@link Settle} sees while it waits. */
@FunctionalInterface
public interface SettleListener {
  /** A checkpoint of a job was looked at. */
  void looked(JobProgress progress);
}
