package dev.headwater.jobs.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * Deletes what ended runs of a job have left and nobody needs any more. Flink forgets only what a
 * run has left while it lives; each start makes another run.
 */
final class OldSnapshots {
  private OldSnapshots() {}

  /**
   * Deletes in a job's folders all but these checkpoints and savepoints, the incomplete ones of
   * ended runs too. No run of the job may be alive.
   *
   * @param checkpoints with one folder a run, in it one a checkpoint
   * @param savepoints with one folder a savepoint
   */
  static void deleteAllBut(Collection<Path> kept, Path checkpoints, Path savepoints) {
    Set<Path> all = Set.copyOf(kept);
    for (Path run : in(checkpoints)) {
      if (all.stream().noneMatch(path -> path.startsWith(run))) {
        delete(run);
      } else {
        in(run).stream()
            .filter(path -> path.getFileName().toString().startsWith("chk-"))
            .filter(path -> !all.contains(path))
            .forEach(OldSnapshots::delete);
      }
    }
    in(savepoints).stream().filter(path -> !all.contains(path)).forEach(OldSnapshots::delete);
  }

  static void delete(Path folder) {
    try {
      FileUtils.deleteDirectory(folder.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }

  static List<Path> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }
}
