package dev.headwater.jobs.run;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses what a job goes on from. */
final class RestorePoint {
  private static final Logger LOG = LoggerFactory.getLogger(RestorePoint.class);

  private RestorePoint() {}

  /**
   * Asks for a word before a job begins anew because its statements have changed, where that makes
   * other rows of those that are there.
   *
   * @throws LakeException as USER when there is no word yet
   */
  static void requireWordForChange(JobDefinition job, Snapshots snapshots) {
    if (job.fallback() == Fallback.OLDER_SNAPSHOT
        && snapshots.newest(job).isEmpty()
        && snapshots.haveSeenAnother(job)) {
      throw new LakeException(
          Actor.USER,
          "%s is not started: its statements have changed, so it has to begin anew, and %s; bring its file back to what it was, or accept that: headwater jobs start %s --begin-anew"
              .formatted(job.name(), job.fallback().harm(), job.name()));
    }
  }

  /**
   * The newest snapshot that can be read; empty for the beginning.
   *
   * @param newestFirst what the job has left
   * @throws LakeException as EXTERNAL when none can be read that the job may go back to
   */
  static Optional<Path> choose(JobDefinition job, List<Path> newestFirst) {
    Optional<String> fault = Optional.empty();
    for (Path snapshot : newestFirst) {
      Optional<String> own = SnapshotFault.of(snapshot);
      if (own.isEmpty()) {
        return Optional.of(snapshot);
      }
      LOG.warn(
          "a snapshot cannot be read job={} path={} cause={}", job.name(), snapshot, own.get());
      fault = fault.or(() -> Optional.of(snapshot + ": " + own.get()));
      if (job.fallback() == Fallback.NOT_AT_ALL) {
        break;
      }
    }
    if (fault.isEmpty() || job.fallback() == Fallback.BEGINNING) {
      return Optional.empty();
    }
    throw new LakeException(
        Actor.EXTERNAL,
        "%s is not started: where it was cannot be read (%s), and if it went back further %s; bring the files back from a backup, or accept that: headwater jobs start %s --begin-anew"
            .formatted(job.name(), fault.get(), job.fallback().harm(), job.name()));
  }
}
