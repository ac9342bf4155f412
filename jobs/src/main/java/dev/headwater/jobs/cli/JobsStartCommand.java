package dev.headwater.jobs.cli;

import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.run.JobRunner;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Start jobs that do not run; they go on from their last checkpoint or savepoint. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = "Start jobs that do not run; they go on from their last checkpoint or savepoint.")
final class JobsStartCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", arity = "0..*", description = "Jobs (default: all).")
  List<String> names = List.of();

  @Mixin PlatformLocation location = new PlatformLocation();

  @Override
  public Integer call() {
    List<JobDefinition> jobs = JobDefinitions.load().named(names);
    JobRunner runner = Platform.at(location.running()).runner();
    runner.startAll(jobs).forEach(JobsWords::print);
    return ExitCode.DONE;
  }
}
