package dev.headwater.jobs.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
   * Deletes in a folder of checkpoints all but these, the incomplete ones of ended runs too. No run
   * of the job may be alive.
   *
   * @param runs the folder, with one folder a run, in it one a checkpoint
   */
  static void deleteAllBut(Set<Path> kept, Path runs) {
    for (Path run : in(runs)) {
      if (kept.stream().noneMatch(path -> path.startsWith(run))) {
        delete(run);
      } else {
        in(run).stream()
            .filter(path -> path.getFileName().toString().startsWith("chk-"))
            .filter(path -> !kept.contains(path))
            .forEach(OldSnapshots::delete);
      }
    }
  }

  /** The same in a folder with one folder a savepoint. */
  static void deleteSavepointsBut(Set<Path> kept, Path savepoints) {
    in(savepoints).stream().filter(path -> !kept.contains(path)).forEach(OldSnapshots::delete);
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
