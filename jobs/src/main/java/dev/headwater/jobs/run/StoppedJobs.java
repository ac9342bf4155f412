package dev.headwater.jobs.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Jobs that somebody stopped, an empty file a job: Flink forgets a run some time after its end, and
 * then nothing else tells a stopped job from one that was never started.
 *
 * @param directory with the files; made when the first is written
 */
public record StoppedJobs(Path directory) {
  /** Those of a platform, by its data directory. */
  public static StoppedJobs in(Path data) {
    return new StoppedJobs(data.resolve("flink/stopped"));
  }

  void note(JobDefinition job) {
    try {
      Files.createDirectories(directory);
      Files.write(directory.resolve(job.name()), new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + directory, e);
    }
  }

  void forget(JobDefinition job) {
    try {
      Files.deleteIfExists(directory.resolve(job.name()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + directory, e);
    }
  }

  /** Their names. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        files.forEach(file -> names.add(file.getFileName().toString()));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + directory, e);
      }
    }
    return names;
  }
}
