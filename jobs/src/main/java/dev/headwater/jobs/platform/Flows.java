package dev.headwater.jobs.platform;

import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.lake.server.door.Flow;
import dev.headwater.lake.tables.TableDefinition;
import dev.headwater.lake.tables.TableDefinitions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * What flows between the tables of a platform: ingest first, then one flow a job. Jobs from or into
 * the cold catalog are not drawn.
 */
public final class Flows {
  private Flows() {}

  /** The flows of these jobs. */
  public static List<Flow> of(Collection<JobDefinition> jobs, TableDefinitions tables) {
    List<Flow> flows = new ArrayList<>();
    List<JobDefinition> shipped = drawn(JobDefinitions.load().all());
    flows.add(
        new Flow(
            "ingest",
            List.of(),
            names(tables, table -> shipped.stream().noneMatch(job -> job.writes(table)))));
    for (JobDefinition job : drawn(jobs)) {
      List<String> writes = names(tables, job::writes);
      if (!writes.isEmpty()) {
        List<String> reads = names(tables, table -> job.uses(table) && !job.writes(table));
        flows.add(new Flow(job.name(), reads, writes));
      }
    }
    return flows;
  }

  private static List<JobDefinition> drawn(Collection<JobDefinition> jobs) {
    return jobs.stream().filter(job -> job.coldSource().isEmpty()).toList();
  }

  private static List<String> names(TableDefinitions tables, Predicate<String> chosen) {
    return tables.all().stream().map(TableDefinition::name).filter(chosen).toList();
  }
}
