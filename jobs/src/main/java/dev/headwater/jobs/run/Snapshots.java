package dev.headwater.jobs.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The checkpoints and savepoints that jobs left on disk, one folder a job and in it one a version
 * of its script.
 *
 * @param checkpoints root of all jobs' checkpoints
 * @param savepoints root of all jobs' savepoints
 * @param kept how many checkpoints and savepoints of its ended runs a job keeps, at least 1
 */
public record Snapshots(Path checkpoints, Path savepoints, int kept) {
  /** How many a job keeps unless told otherwise: one to go on from, and two to go back to. */
  public static final int DEFAULT_KEPT = 3;

  private static final int FOLDER_NAME_LENGTH = 12;

  public Snapshots {
    if (kept < 1) {
      throw new IllegalArgumentException(
          "a job that keeps " + kept + " snapshots has nothing to go on from; keep at least 1");
    }
  }

  public Snapshots(Path checkpoints, Path savepoints) {
    this(checkpoints, savepoints, DEFAULT_KEPT);
  }

  /** Which jobs somebody stopped, beside what they left. */
  StoppedJobs stopped() {
    return new StoppedJobs(savepoints.resolveSibling("stopped"));
  }

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
    OldSnapshots.delete(checkpoints.resolve(job.name()));
    OldSnapshots.delete(savepoints.resolve(job.name()));
  }

  /**
   * Deletes what other scripts of this job left. Going back to one of them later must not skip what
   * this one wrote in between.
   */
  void discardOtherScripts(JobDefinition job) {
    for (Path own : List.of(checkpoints(job), savepoints(job))) {
      OldSnapshots.in(own.getParent()).stream()
          .filter(script -> !script.equals(own))
          .forEach(OldSnapshots::delete);
    }
  }

  /**
   * Deletes what this job's ended runs have left, but the newest of it and what it goes on from.
   */
  void forgetOld(JobDefinition job, Optional<Path> from) {
    Set<Path> newest =
        newestFirst(job).stream().limit(kept).collect(Collectors.toCollection(HashSet::new));
    from.ifPresent(newest::add);
    OldSnapshots.deleteAllBut(newest, checkpoints(job), savepoints(job));
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
