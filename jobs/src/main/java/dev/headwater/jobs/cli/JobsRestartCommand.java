package dev.headwater.jobs.cli;

import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.run.JobRunner;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stop jobs with a savepoint and start them again. */
@Command(
    name = "restart",
    mixinStandardHelpOptions = true,
    description = "Stop jobs with a savepoint and start them again.")
final class JobsRestartCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", arity = "0..*", description = "Jobs (default: all).")
  List<String> names = List.of();

  @Mixin PlatformLocation location = new PlatformLocation();

  @Override
  public Integer call() {
    List<JobDefinition> jobs = JobDefinitions.load().named(names);
    JobRunner runner = Platform.at(location.running()).runner();
    jobs.forEach(job -> JobsWords.printStop(job.name(), runner.stop(job)));
    runner.startAll(jobs).forEach(JobsWords::print);
    return ExitCode.DONE;
  }
}
