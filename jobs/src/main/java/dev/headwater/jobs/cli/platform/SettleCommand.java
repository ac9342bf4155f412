package dev.headwater.jobs.cli.platform;

import dev.headwater.jobs.cli.options.PlatformLocation;
import dev.headwater.jobs.cli.options.WithoutOption;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.Json;
import dev.headwater.jobs.cli.words.Table;
import dev.headwater.jobs.settle.PlatformSettle;
import dev.headwater.jobs.settle.SettleReport;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Waits until what was ingested has reached the marts. */
@Command(
    name = "settle",
    mixinStandardHelpOptions = true,
    description =
        "Return when everything ingested so far has reached every mart; exit 1 if not in time, or"
            + " when a job does not run that the platform is to run.")
public final class SettleCommand implements Callable<Integer> {
  private static final Table<SettleReport> DOCUMENT =
      new Table<SettleReport>()
          .named("settled", SettleReport::isSettled)
          .named("seconds", report -> report.elapsed().toMillis() / 1000.0)
          .named("rounds", SettleReport::rounds)
          .named("messages", SettleReport::messages);

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  long timeoutSeconds = 120;

  @Option(names = "--json", description = "Print one JSON document instead of words.")
  boolean json;

  @Mixin WithoutOption without = new WithoutOption();

  @Mixin PlatformLocation location = new PlatformLocation();

  @Override
  public Integer call() {
    if (timeoutSeconds < 1) {
      throw new IllegalArgumentException(
          "--timeout " + timeoutSeconds + " is not a positive number of seconds");
    }
    Set<String> left = without.jobs();
    SettleReport report =
        PlatformSettle.settle(location.running(), Duration.ofSeconds(timeoutSeconds), left);
    if (json) {
      Json.print(DOCUMENT.document(report));
    } else if (report.isSettled()) {
      System.err.printf("settled in %.1f s%n", report.elapsed().toMillis() / 1000.0);
    } else {
      System.err.println("not settled after " + report.elapsed().toSeconds() + " s:");
      report.messages().forEach(System.err::println);
      if (report.rounds() == 0) {
        System.err.println("what stands still on purpose is left out with --without NAME[,NAME]");
      }
    }
    return report.isSettled() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
