package dev.headwater.jobs.cli;

import dev.headwater.jobs.address.PlatformPorts;
import dev.headwater.jobs.cli.options.StopSignal;
import dev.headwater.jobs.cli.options.UpOptions;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.JobsWords;
import dev.headwater.jobs.cli.words.UpWords;
import dev.headwater.jobs.platform.LocalPlatform;
import dev.headwater.jobs.platform.PlatformOptions;
import dev.headwater.jobs.run.StartOutcome;
import dev.headwater.jobs.schedule.Schedule;
import dev.headwater.jobs.schedule.ScheduleDirectory;
import dev.headwater.jobs.schedule.Scheduler;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the platform in this process until it is told to stop. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Run the embedded platform in one process, until Ctrl-C.")
final class UpCommand implements Callable<Integer> {
  @Mixin UpOptions options = new UpOptions();

  @Option(
      names = "--schedule",
      paramLabel = "FILE|none",
      description =
          "When maintenance and other work of its own runs (default: schedule.properties in the"
              + " data directory, or the usual times).")
  String schedule;

  @Override
  public Integer call() throws InterruptedException {
    PlatformOptions platformOptions = options.platform();
    ScheduleDirectory directory = new ScheduleDirectory(platformOptions.data());
    // Read first: a mistake in it stops the start at once.
    Schedule times = directory.choose(Optional.ofNullable(schedule));
    try (LocalPlatform platform = LocalPlatform.start(platformOptions);
        Scheduler scheduler =
            new Scheduler(times, directory, new ScheduledProcess(options.portBase))) {
      StopSignal stop = new StopSignal();
      scheduler.begin();
      platform.starts().stream()
          .filter(start -> start.kind() == StartOutcome.Kind.NOT_STARTED)
          .forEach(JobsWords::print);
      System.err.println(
          UpWords.ready(platform.addresses(), new PlatformPorts(options.portBase), options.data));
      stop.await();
      System.err.println("stopping: jobs leave a savepoint each");
    }
    return ExitCode.DONE;
  }
}
