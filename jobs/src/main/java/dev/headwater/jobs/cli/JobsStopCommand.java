package dev.headwater.jobs.cli;

import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.run.JobRunner;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stop jobs with a savepoint. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = "Stop jobs with a savepoint.")
final class JobsStopCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", arity = "0..*", description = "Jobs (default: all).")
  List<String> names = List.of();

  @Mixin PlatformLocation location = new PlatformLocation();

  @Override
  public Integer call() {
    List<JobDefinition> jobs = JobDefinitions.load().named(names);
    JobRunner runner = Platform.at(location.running()).runner();
    jobs.forEach(job -> JobsWords.printStop(job.name(), runner.stop(job)));
    return ExitCode.DONE;
  }
}
