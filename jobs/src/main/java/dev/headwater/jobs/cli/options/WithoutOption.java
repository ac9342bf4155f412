package dev.headwater.jobs.cli.options;

import dev.headwater.jobs.run.JobDefinitions;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Jobs that somebody has stopped on purpose. */
public final class WithoutOption {
  @Option(
      names = "--without",
      paramLabel = "NAME",
      split = ",",
      description = "Jobs that may stand still; what they write is left out.")
  List<String> names = List.of();

  /**
   * Their names.
   *
   * @throws IllegalArgumentException naming each that is no job
   */
  public Set<String> jobs() {
    if (!names.isEmpty()) {
      JobDefinitions.load().named(names);
    }
    return Set.copyOf(names);
  }
}
