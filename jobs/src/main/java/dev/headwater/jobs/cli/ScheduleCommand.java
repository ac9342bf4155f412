package dev.headwater.jobs.cli;

import dev.headwater.jobs.schedule.ScheduleDirectory;
import dev.headwater.jobs.schedule.ScheduledJob;
import dev.headwater.jobs.schedule.ScheduledRun;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what runs when, and runs it now. */
@Command(
    name = "schedule",
    mixinStandardHelpOptions = true,
    description = "Show what runs when, with the last and the next run.")
final class ScheduleCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print one JSON document instead of a table.")
  boolean json;

  @Mixin PlatformLocation location = new PlatformLocation();

  @Override
  public Integer call() {
    List<ScheduledRun> runs = directory(location).runs();
    if (json) {
      Json.print(Map.of("schedule", ScheduleWords.document(runs)));
    } else {
      System.out.print(ScheduleWords.text(runs));
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = "Run a job of the schedule now, unless it runs already.")
  int run(
      @Mixin PlatformLocation platform,
      @Parameters(paramLabel = "NAME", description = "The job.") String name) {
    ScheduledJob job = ScheduledJob.of(name);
    List<String> words = new ArrayList<>(List.of(job.key()));
    words.addAll(platform.words());
    Optional<Integer> exitCode =
        directory(platform)
            .run(job, Clock.systemUTC(), () -> Headwater.run(words.toArray(String[]::new)));
    if (exitCode.isEmpty()) {
      System.err.println(name + " runs already; see `headwater schedule`");
    }
    return exitCode.orElse(ExitCode.FAILED);
  }

  private static ScheduleDirectory directory(PlatformLocation location) {
    return new ScheduleDirectory(Platform.at(location.running()).data());
  }
}
