package dev.headwater.jobs.run;

import dev.headwater.lake.tables.SqlResources;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every job of the product, from jobs/sql: one file, one job. Immutable. */
public final class JobDefinitions {
  private final Map<String, JobDefinition> byName = new TreeMap<>();

  private JobDefinitions(Map<String, String> sqlByName) {
    sqlByName.forEach((name, sql) -> byName.put(name, JobDefinition.parse(name, sql)));
  }

  /** The jobs the product ships. */
  public static JobDefinitions load() {
    return new JobDefinitions(SqlResources.in("jobs/sql"));
  }

  public Collection<JobDefinition> all() {
    return byName.values();
  }

  /**
   * Jobs that a platform is to run.
   *
   * @param words {@code all}, {@code none}, or names; no word means all
   * @throws IllegalArgumentException naming every unknown job and the known ones
   */
  public List<JobDefinition> chosen(List<String> words) {
    if (words.equals(List.of("none"))) {
      return List.of();
    }
    return named(words.equals(List.of("all")) ? List.of() : words);
  }

  /**
   * Jobs by name, all of them when no name is given.
   *
   * @throws IllegalArgumentException naming every unknown job and the known ones
   */
  public List<JobDefinition> named(Collection<String> names) {
    if (names.isEmpty()) {
      return List.copyOf(byName.values());
    }
    List<String> unknown = names.stream().filter(name -> !byName.containsKey(name)).toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "no job is called "
              + String.join(", ", unknown)
              + "; the jobs are "
              + String.join(", ", byName.keySet()));
    }
    return names.stream().map(byName::get).toList();
  }
}
