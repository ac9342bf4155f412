package dev.headwater.jobs.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * The checkpoints and savepoints that jobs left on disk, one folder a job and in it one a version
 * of its script.
 *
 * @param checkpoints root of all jobs' checkpoints
 * @param savepoints root of all jobs' savepoints
 */
public record Snapshots(Path checkpoints, Path savepoints) {
  private static final int FOLDER_NAME_LENGTH = 12;

  /** Where this very script leaves its checkpoints. */
  Path checkpoints(JobDefinition job) {
    return folder(checkpoints, job);
  }

  /** Where this very script leaves its savepoints. */
  Path savepoints(JobDefinition job) {
    return folder(savepoints, job);
  }

  /** The newest complete checkpoint or savepoint of this very script. */
  Optional<Path> newest(JobDefinition job) {
    return newestFirst(job).stream().findFirst();
  }

  /**
   * All complete checkpoints and savepoints of this very script. A changed script starts anew: its
   * operators may no longer match, and reading everything again is right for most jobs.
   */
  List<Path> newestFirst(JobDefinition job) {
    return Stream.of(checkpoints(job), savepoints(job))
        .flatMap(Snapshots::completeBelow)
        .sorted(Comparator.comparing(Snapshots::written).reversed())
        .toList();
  }

  /** Whether this very script has run here. */
  public boolean haveSeen(JobDefinition job) {
    return Files.isDirectory(checkpoints(job)) || Files.isDirectory(savepoints(job));
  }

  /** Deletes what the job left, whatever its script was: its next run begins anew. */
  void discard(JobDefinition job) {
    delete(checkpoints.resolve(job.name()));
    delete(savepoints.resolve(job.name()));
  }

  /**
   * Deletes what other scripts of this job left. Going back to one of them later must not skip what
   * this one wrote in between.
   */
  void discardOtherScripts(JobDefinition job) {
    for (Path own : List.of(checkpoints(job), savepoints(job))) {
      if (Files.isDirectory(own.getParent())) {
        try (Stream<Path> scripts = Files.list(own.getParent())) {
          scripts.filter(script -> !script.equals(own)).forEach(Snapshots::delete);
        } catch (IOException e) {
          throw new UncheckedIOException("cannot list " + own.getParent(), e);
        }
      }
    }
  }

  private static void delete(Path folder) {
    try {
      FileUtils.deleteDirectory(folder.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }

  private static Path folder(Path root, JobDefinition job) {
    return root.resolve(job.name()).resolve(fingerprint(job).substring(0, FOLDER_NAME_LENGTH));
  }

  private static Stream<Path> completeBelow(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.of();
    }
    try (Stream<Path> files = Files.walk(folder, 3)) {
      return files
          .filter(file -> file.getFileName().toString().equals("_metadata"))
          .map(Path::getParent)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private static long written(Path snapshot) {
    try {
      return Files.getLastModifiedTime(snapshot.resolve("_metadata")).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + snapshot, e);
    }
  }

  private static String fingerprint(JobDefinition job) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(job.sql().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
