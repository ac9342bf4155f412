package dev.headwater.jobs.cli.platform;

import dev.headwater.jobs.cli.options.Platform;
import dev.headwater.jobs.cli.options.PlatformLocation;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.JobsWords;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.run.JobRunner;
import dev.headwater.jobs.run.StartOutcome;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands about the streaming jobs. */
@Command(
    name = "jobs",
    mixinStandardHelpOptions = true,
    description = "List, check, start and stop the streaming jobs.",
    subcommands = {JobsListCommand.class, JobsPlanCommand.class})
public final class JobsCommand {
  /** Jobs of a platform that runs. */
  static final class Chosen {
    @Mixin PlatformLocation location = new PlatformLocation();

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Jobs.")
    List<String> names = List.of();

    @Option(names = "--all", description = "All jobs.")
    boolean all;

    List<JobDefinition> jobs() {
      if (all && !names.isEmpty()) {
        throw new IllegalArgumentException("name jobs or say --all, not both");
      }
      return JobDefinitions.load().named(names);
    }

    /** The same for what nobody should do to all of them by leaving out a word. */
    List<JobDefinition> namedJobs(String what) {
      if (names.isEmpty() && !all) {
        throw new IllegalArgumentException(
            "name the jobs to " + what + ", or say --all; `headwater jobs list` shows them");
      }
      return jobs();
    }

    JobRunner runner() {
      return Platform.at(location.running()).runner();
    }
  }

  @Command(
      name = "start",
      mixinStandardHelpOptions = true,
      description =
          "Start jobs that do not run (default: all); they go on from their last checkpoint or"
              + " savepoint.")
  int start(
      @Mixin Chosen chosen,
      @Option(
              names = "--begin-anew",
              description = "Forget how far these jobs are: they read all hot rows again.")
          boolean beginAnew) {
    List<JobDefinition> jobs = chosen.jobs();
    if (beginAnew && chosen.names.isEmpty()) {
      throw new IllegalArgumentException(
          "--begin-anew wants the jobs named that are to begin anew");
    }
    JobRunner runner = chosen.runner();
    if (beginAnew) {
      jobs.forEach(runner::forget);
    }
    return start(runner, jobs);
  }

  @Command(
      name = "stop",
      mixinStandardHelpOptions = true,
      description = "Stop jobs, by name or --all, with a savepoint.")
  int stop(@Mixin Chosen chosen) {
    List<JobDefinition> jobs = chosen.namedJobs("stop");
    stop(chosen.runner(), jobs);
    return ExitCode.DONE;
  }

  @Command(
      name = "restart",
      mixinStandardHelpOptions = true,
      description = "Stop jobs, by name or --all, with a savepoint and start them again.")
  int restart(@Mixin Chosen chosen) {
    List<JobDefinition> jobs = chosen.namedJobs("restart");
    JobRunner runner = chosen.runner();
    stop(runner, jobs);
    return start(runner, jobs);
  }

  private static int start(JobRunner runner, List<JobDefinition> jobs) {
    List<StartOutcome> starts = runner.startAll(jobs);
    starts.forEach(JobsWords::print);
    return StartOutcome.allRun(starts) ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static void stop(JobRunner runner, List<JobDefinition> jobs) {
    jobs.forEach(job -> JobsWords.printStop(job.name(), runner.stop(job)));
  }
}
