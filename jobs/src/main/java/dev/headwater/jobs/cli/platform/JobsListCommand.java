package dev.headwater.jobs.cli.platform;

import dev.headwater.jobs.cli.options.PlatformLocation;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.Table;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.flink.JobSummary;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
    List<JobSummary> runs = new FlinkRest(location.running().flink()).jobs();
    new Table<JobDefinition>()
        .both("job", "name", JobDefinition::name)
        .both("state", "state", job -> newest(job, runs, run -> run.state().name(), "NOT STARTED"))
        .both("promises", "promise", job -> job.promise().toString())
        .both("since", "since", job -> newest(job, runs, run -> run.started().toString(), ""))
        .print(json, "jobs", JobDefinitions.load().all());
    return ExitCode.DONE;
  }

  private static String newest(
      JobDefinition job, List<JobSummary> runs, Function<JobSummary, String> told, String none) {
    return JobSummary.current(runs, job.name()).map(told).orElse(none);
  }
}
