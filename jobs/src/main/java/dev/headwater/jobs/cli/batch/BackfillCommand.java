package dev.headwater.jobs.cli.batch;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts days right. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    description = {
      "Recompute tables for days from the archive and apply only the differences.",
      "Late records of the days are archived first. A second run changes nothing."
    })
public final class BackfillCommand implements Callable<Integer> {
  @Option(names = "--dry-run", description = "Tell what would change, and change nothing.")
  boolean dryRun;

  @Mixin RecomputeOptions options = new RecomputeOptions();

  @Override
  public Integer call() throws InterruptedException {
    return dryRun ? options.run("backfill", true, "--dry-run") : options.run("backfill", true);
  }
}
