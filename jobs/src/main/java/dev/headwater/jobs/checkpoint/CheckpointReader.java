package dev.headwater.jobs.checkpoint;

import dev.headwater.jobs.checkpoint.CheckpointContents.InFlight;
import dev.headwater.jobs.fault.ProgressException;
import dev.headwater.jobs.flink.CompletedCheckpoint;
import dev.headwater.lake.LakeException.Actor;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;

/**
 * Reads a completed checkpoint from its files.
 *
 * <p>A checkpoint is a cut through the job: what the sources had emitted before it is either in the
 * sinks, which flush as part of it, or in the state of an operator that waits for an answer.
 */
final class CheckpointReader {
  private CheckpointReader() {}

  /** Reads the checkpoint, or nothing when its files were deleted because a newer one completed. */
  static Optional<CheckpointContents> read(CompletedCheckpoint checkpoint) {
    try {
      return Optional.of(contents(checkpoint));
    } catch (FileNotFoundException | NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new ProgressException(
          Actor.EXTERNAL,
          "checkpoint " + checkpoint.externalPath() + " cannot be read: " + e.getMessage(),
          e);
    }
  }

  private static CheckpointContents contents(CompletedCheckpoint checkpoint) throws IOException {
    List<SourcePositions> sources = new ArrayList<>();
    Set<InFlight> inFlight = new HashSet<>();
    int stages = 0;
    for (OperatorState operator : metadata(checkpoint).getOperatorStates()) {
      Optional<SourcePositions> source = SourceStateReader.read(operator);
      source.ifPresent(sources::add);
      InFlightReader reader = new InFlightReader(operator.getOperatorID().toHexString());
      for (OperatorSubtaskState subtask : operator.getStates()) {
        reader.read(subtask);
      }
      inFlight.addAll(reader.found());
      stages += reader.holdsRecords() ? 1 : 0;
    }
    return new CheckpointContents(sources, inFlight, stages);
  }

  static CheckpointMetadata metadata(CompletedCheckpoint checkpoint) throws IOException {
    Path file = new Path(checkpoint.externalPath(), "_metadata");
    try (DataInputStream in = new DataInputStream(file.getFileSystem().open(file))) {
      return Checkpoints.loadCheckpointMetadata(
          in, CheckpointReader.class.getClassLoader(), checkpoint.externalPath());
    }
  }
}
