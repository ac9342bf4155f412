package dev.headwater.jobs.cli.tables;

import dev.headwater.jobs.cli.options.Platform;
import dev.headwater.jobs.cli.options.PlatformLocation;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.JobsWords;
import dev.headwater.jobs.evolve.TableRebuild;
import dev.headwater.jobs.run.StartOutcome;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes tables anew from what their jobs read. */
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = {
      "Empty tables that jobs write, hot and history, and let the jobs fill them again from the beginning.",
      "Until `headwater settle` returns they are incomplete."
    })
final class TablesRebuildCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", arity = "1..*", description = "Tables.")
  List<String> names;

  @Option(
      names = "--lose-at-arrival",
      description =
          "Accept that columns that tell what was known when a row came (customer_*_at_arrival of"
              + " order_mart) tell what is known now.")
  boolean loseAtArrival;

  @Mixin PlatformLocation location = new PlatformLocation();

  @Override
  public Integer call() {
    if (!loseAtArrival) {
      TableRebuild.loss(names)
          .ifPresent(
              loss -> {
                throw new IllegalArgumentException(loss + "; accept that with --lose-at-arrival");
              });
    }
    Platform platform = Platform.at(location.running());
    TableRebuild rebuild =
        new TableRebuild(platform.addresses(), platform.flink(), platform.runner());
    List<StartOutcome> starts = rebuild.rebuild(names);
    starts.forEach(JobsWords::print);
    for (String table : TableRebuild.madeFrom(names)) {
      System.err.println(table + " keeps its rows; rebuild it too when some of them must go");
    }
    return StartOutcome.allRun(starts) ? ExitCode.DONE : ExitCode.FAILED;
  }
}
