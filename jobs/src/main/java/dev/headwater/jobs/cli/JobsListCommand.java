package dev.headwater.jobs.cli;

import dev.headwater.jobs.progress.FlinkRest;
import dev.headwater.jobs.progress.JobSummary;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows every job and whether it runs. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Show every job and its state.")
final class JobsListCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print one JSON document instead of a table.")
  boolean json;

  @Mixin PlatformLocation location = new PlatformLocation();

  @Override
  public Integer call() {
    FlinkRest flink = new FlinkRest(location.running().flink());
    List<Map<String, Object>> rows = new ArrayList<>();
    List<JobSummary> runs = flink.jobs();
    for (JobDefinition job : JobDefinitions.load().all()) {
      rows.add(row(job, runs));
    }
    if (json) {
      Json.print(Map.of("jobs", rows));
    } else {
      TextTable table = new TextTable("job", "state", "promises", "since");
      rows.forEach(
          row ->
              table.row(row.get("name"), row.get("state"), row.get("promise"), row.get("since")));
      System.out.print(table.text());
    }
    return ExitCode.DONE;
  }

  private static Map<String, Object> row(JobDefinition job, List<JobSummary> runs) {
    Optional<JobSummary> newest =
        runs.stream().filter(run -> run.name().equals(job.name())).findFirst();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", job.name());
    row.put("state", newest.map(run -> run.state().name()).orElse("NOT STARTED"));
    row.put("promise", job.promise().toString());
    row.put("since", newest.map(run -> run.started().toString()).orElse(""));
    return row;
  }
}
