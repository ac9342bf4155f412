package dev.headwater.jobs.cli;

import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.run.JobRunner;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Commands about the streaming jobs. */
@Command(
    name = "jobs",
    mixinStandardHelpOptions = true,
    description = "List, check, start and stop the streaming jobs.",
    subcommands = {JobsListCommand.class, JobsPlanCommand.class})
final class JobsCommand {

  @Command(
      name = "start",
      mixinStandardHelpOptions = true,
      description =
          "Start jobs that do not run; they go on from their last checkpoint or savepoint.")
  int start(
      @Mixin PlatformLocation location,
      @Parameters(paramLabel = "NAME", arity = "0..*", description = "Jobs (default: all).")
          List<String> names) {
    List<JobDefinition> jobs = jobs(names);
    start(runner(location), jobs);
    return ExitCode.DONE;
  }

  @Command(
      name = "stop",
      mixinStandardHelpOptions = true,
      description = "Stop jobs with a savepoint.")
  int stop(
      @Mixin PlatformLocation location,
      @Parameters(paramLabel = "NAME", arity = "0..*", description = "Jobs (default: all).")
          List<String> names) {
    List<JobDefinition> jobs = jobs(names);
    stop(runner(location), jobs);
    return ExitCode.DONE;
  }

  @Command(
      name = "restart",
      mixinStandardHelpOptions = true,
      description = "Stop jobs with a savepoint and start them again.")
  int restart(
      @Mixin PlatformLocation location,
      @Parameters(paramLabel = "NAME", arity = "0..*", description = "Jobs (default: all).")
          List<String> names) {
    List<JobDefinition> jobs = jobs(names);
    JobRunner runner = runner(location);
    stop(runner, jobs);
    start(runner, jobs);
    return ExitCode.DONE;
  }

  private static List<JobDefinition> jobs(List<String> names) {
    return JobDefinitions.load().named(names == null ? List.of() : names);
  }

  private static JobRunner runner(PlatformLocation location) {
    return Platform.at(location.running()).runner();
  }

  private static void start(JobRunner runner, List<JobDefinition> jobs) {
    runner.startAll(jobs).forEach(JobsWords::print);
  }

  private static void stop(JobRunner runner, List<JobDefinition> jobs) {
    jobs.forEach(job -> JobsWords.printStop(job.name(), runner.stop(job)));
  }
}
