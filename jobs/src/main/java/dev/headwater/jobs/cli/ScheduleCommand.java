package dev.headwater.jobs.cli;

import dev.headwater.jobs.cli.options.Platform;
import dev.headwater.jobs.cli.options.PlatformLocation;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.ScheduleWords;
import dev.headwater.jobs.schedule.DayRange;
import dev.headwater.jobs.schedule.ScheduleDirectory;
import dev.headwater.jobs.schedule.ScheduledJob;
import dev.headwater.jobs.schedule.TouchedReader;
import dev.headwater.lake.cold.ColdCatalog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
    Path data = Platform.at(location.running()).data();
    ScheduleWords.TABLE.print(json, "schedule", new ScheduleDirectory(data).runs());
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
    Platform running = Platform.at(platform.running());
    Optional<Integer> exitCode =
        new ScheduleDirectory(running.data())
            .run(job, Clock.systemUTC(), () -> run(commands(job, running), platform.words()));
    if (exitCode.isEmpty()) {
      System.err.println(name + " runs already; see `headwater schedule`");
    }
    return exitCode.orElse(ExitCode.FAILED);
  }

  /** What a run of the job comes to; nothing when nothing is to be done. */
  private static List<List<String>> commands(ScheduledJob job, Platform platform) {
    try (ColdCatalog cold = new ColdCatalog(platform.catalogs())) {
      TouchedReader archive = new TouchedReader(platform.addresses(), cold);
      return switch (job) {
        case MAINTENANCE -> List.of(List.of(job.key()));
        case VERIFY -> archive.isEmpty() ? List.of() : List.of(List.of(job.key()));
        case BACKFILL -> archive.ranges().stream().map(ScheduleCommand::backfill).toList();
      };
    }
  }

  private static List<String> backfill(DayRange days) {
    return List.of("backfill", "all", "--from", "" + days.first(), "--to", "" + days.last());
  }

  /** One after the other, also behind one that failed: the worst exit code is told. */
  private static int run(List<List<String>> commands, List<String> location) {
    int worst = ExitCode.DONE;
    for (List<String> command : commands) {
      List<String> words = new ArrayList<>(command);
      words.addAll(location);
      System.err.println("headwater " + String.join(" ", command));
      worst = Math.max(worst, Headwater.run(words.toArray(String[]::new)));
    }
    return worst;
  }
}
