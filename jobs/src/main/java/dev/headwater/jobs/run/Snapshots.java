package dev.headwater.jobs.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The checkpoints and savepoints that jobs left on disk, one folder a job and in it one a version
 * of what it does; what comments say makes no other.
 *
 * @param checkpoints root of all jobs' checkpoints
 * @param savepoints root of all jobs' savepoints
 * @param kept how many checkpoints and savepoints of its ended runs a job keeps, at least 1
 */
public record Snapshots(Path checkpoints, Path savepoints, int kept) {
  /** How many a job keeps unless told otherwise: one to go on from, and two to go back to. */
  public static final int DEFAULT_KEPT = 3;

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
    return folders(checkpoints, job).get(0);
  }

  /** Where this very script leaves its savepoints. */
  Path savepoints(JobDefinition job) {
    return folders(savepoints, job).get(0);
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
    return Stream.of(checkpoints, savepoints)
        .flatMap(root -> folders(root, job).stream())
        .flatMap(Snapshots::completeBelow)
        .sorted(Comparator.comparing(Snapshots::written).reversed())
        .toList();
  }

  /** Whether this very script has run here. */
  public boolean haveSeen(JobDefinition job) {
    return Stream.of(checkpoints, savepoints)
        .flatMap(root -> folders(root, job).stream())
        .anyMatch(Files::isDirectory);
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
    otherScripts(job).forEach(OldSnapshots::delete);
  }

  /** Whether another script of this job has left something to go on from. */
  boolean haveSeenAnother(JobDefinition job) {
    return otherScripts(job).stream().flatMap(Snapshots::completeBelow).findAny().isPresent();
  }

  private List<Path> otherScripts(JobDefinition job) {
    return Stream.of(checkpoints, savepoints)
        .flatMap(
            root ->
                OldSnapshots.in(root.resolve(job.name())).stream()
                    .filter(script -> !folders(root, job).contains(script)))
        .toList();
  }

  /**
   * Deletes what this job's ended runs have left, but the newest of it and what it goes on from.
   */
  void forgetOld(JobDefinition job, Optional<Path> from) {
    Set<Path> newest =
        newestFirst(job).stream().limit(kept).collect(Collectors.toCollection(HashSet::new));
    from.ifPresent(newest::add);
    folders(checkpoints, job).forEach(runs -> OldSnapshots.deleteAllBut(newest, runs));
    folders(savepoints, job).forEach(folder -> OldSnapshots.deleteSavepointsBut(newest, folder));
  }

  /** Where its snapshots are, and where they were before comments made no difference. */
  private static List<Path> folders(Path root, JobDefinition job) {
    Path own = root.resolve(job.name());
    return List.of(own.resolve(Fingerprint.of(job)), own.resolve(Fingerprint.ofText(job)));
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
}
