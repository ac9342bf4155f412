package dev.headwater.jobs.run;

import dev.headwater.lake.Causes;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;

/**
 * Looks whether a checkpoint or savepoint can be restored from, before a job is started from it:
 * afterwards Flink tells it no differently from other faults of the job, or tries for ever.
 */
final class SnapshotFault {
  private SnapshotFault() {}

  /** Why nothing can be restored from this directory; empty when it can. */
  static Optional<String> of(Path snapshot) {
    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(snapshot.resolve("_metadata")))) {
      for (OperatorState operator :
          Checkpoints.loadCheckpointMetadata(
                  in, SnapshotFault.class.getClassLoader(), snapshot.toUri().toString())
              .getOperatorStates()) {
        for (OperatorSubtaskState subtask : operator.getStates()) {
          for (FileStateHandle file : files(subtask)) {
            Optional<String> fault = fault(file);
            if (fault.isPresent()) {
              return fault;
            }
          }
        }
      }
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of("its _metadata cannot be read, " + Causes.deepest(e));
    }
  }

  private static Optional<String> fault(FileStateHandle file) throws IOException {
    Path path = Path.of(file.getFilePath().toUri().getPath());
    if (!Files.isRegularFile(path)) {
      return Optional.of("its file " + path.getFileName() + " is gone");
    }
    return Files.size(path) < file.getStateSize()
        ? Optional.of("its file " + path.getFileName() + " is cut off")
        : Optional.empty();
  }

  private static Collection<FileStateHandle> files(OperatorSubtaskState subtask) {
    Stream<StreamStateHandle> ofOperators =
        Stream.of(subtask.getManagedOperatorState(), subtask.getRawOperatorState())
            .flatMap(Collection::stream)
            .map(OperatorStateHandle::getDelegateStateHandle);
    Stream<StreamStateHandle> ofKeys =
        Stream.of(subtask.getManagedKeyedState(), subtask.getRawKeyedState())
            .flatMap(Collection::stream)
            .filter(KeyGroupsStateHandle.class::isInstance)
            .map(handle -> ((KeyGroupsStateHandle) handle).getDelegateStateHandle());
    return Stream.concat(ofOperators, ofKeys)
        .filter(FileStateHandle.class::isInstance)
        .map(FileStateHandle.class::cast)
        .toList();
  }
}
