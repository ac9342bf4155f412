package dev.headwater.jobs.checkpoint;

import dev.headwater.jobs.fault.ProgressException;
import dev.headwater.jobs.flink.CompletedCheckpoint;
import dev.headwater.lake.LakeException.Actor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The directory in which a job keeps its checkpoints. It tells about a new one at once, while
 * Flink's REST interface answers out of a cache for some seconds.
 *
 * @param path directory with one directory {@code chk-N} a checkpoint
 */
record CheckpointDirectory(Path path) {
  private static final String PREFIX = "chk-";

  /** The directory that this checkpoint of the job lies in. */
  static CheckpointDirectory of(CompletedCheckpoint checkpoint) {
    return new CheckpointDirectory(new Path(checkpoint.externalPath()).getParent());
  }

  /** The completed checkpoints from this one on, newest first. */
  List<CompletedCheckpoint> from(long id) {
    try {
      FileSystem files = path.getFileSystem();
      FileStatus[] found = files.listStatus(path);
      return Arrays.stream(found == null ? new FileStatus[0] : found)
          .map(status -> status.getPath())
          .flatMap(directory -> number(directory).stream().filter(number -> number >= id))
          .sorted(Comparator.reverseOrder())
          .map(
              number -> new CompletedCheckpoint(number, new Path(path, PREFIX + number).toString()))
          .toList();
    } catch (FileNotFoundException none) {
      return List.of();
    } catch (IOException e) {
      throw new ProgressException(
          Actor.EXTERNAL, "checkpoints in " + path + " cannot be listed: " + e.getMessage(), e);
    }
  }

  private static Optional<Long> number(Path directory) {
    String name = directory.getName();
    return name.matches(PREFIX + "\\d{1,18}")
        ? Optional.of(Long.valueOf(name.substring(PREFIX.length())))
        : Optional.empty();
  }
}
