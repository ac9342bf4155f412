package dev.headwater.jobs.progress;

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

  /** Whether the job processes records now or will do so without anybody's help. */
  public boolean isAlive() {
    return switch (this) {
      case INITIALIZING, CREATED, RUNNING, RESTARTING, RECONCILING -> true;
      case FAILING, FAILED, CANCELLING, CANCELED, FINISHED, SUSPENDED -> false;
    };
  }

  /** Whether the job is over for good. */
  public boolean isEnded() {
    return this == FAILED || this == CANCELED || this == FINISHED;
  }
}
