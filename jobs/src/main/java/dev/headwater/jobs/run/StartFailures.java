package dev.headwater.jobs.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Why jobs of a platform could not be started, a file a job: Flink knows nothing of a job that it
 * did not take.
 *
 * @param directory with the files; made when the first is written
 */
public record StartFailures(Path directory) {
  /** Those of a platform, by its data directory. */
  public static StartFailures in(Path data) {
    return new StartFailures(data.resolve("flink/not-started"));
  }

  /** Notes how a start ended. */
  public void note(StartOutcome outcome) {
    try {
      if (outcome.failure().isPresent()) {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(outcome.job()), outcome.failure().get());
      } else {
        Files.deleteIfExists(directory.resolve(outcome.job()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + directory, e);
    }
  }

  /** Why, by the names of jobs. */
  public Map<String, String> read() {
    Map<String, String> failures = new TreeMap<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          failures.put(file.getFileName().toString(), Files.readString(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + directory, e);
      }
    }
    return failures;
  }
}
