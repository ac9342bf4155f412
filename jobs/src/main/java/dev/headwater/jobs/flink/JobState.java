package dev.headwater.jobs.flink;

/** The states of a Flink job, by the names of its REST interface. */
public enum JobState {
  INITIALIZING,
  CREATED,
  RUNNING,
  FAILING,
  FAILED,
  CANCELLING,
  CANCELED,
  FINISHED,
  RESTARTING,
  SUSPENDED,
  RECONCILING;

  /** Whether the job runs, or is on its way to run or to its end without anybody's help. */
  public boolean isAlive() {
    return switch (this) {
      case INITIALIZING, CREATED, RUNNING, RESTARTING, RECONCILING, FAILING, CANCELLING -> true;
      case FAILED, CANCELED, FINISHED, SUSPENDED -> false;
    };
  }

  /** Whether the job is over for good. */
  public boolean isEnded() {
    return this == FAILED || this == CANCELED || this == FINISHED;
  }
}
