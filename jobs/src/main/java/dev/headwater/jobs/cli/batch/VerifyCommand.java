package dev.headwater.jobs.cli.batch;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Compares the marts with what the archive says. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Recompute tables from the archive and compare them with what is served.",
      "All days of the archive unless --from says otherwise. Exit 1 when a row differs."
    })
public final class VerifyCommand implements Callable<Integer> {
  @Mixin RecomputeOptions options = new RecomputeOptions();

  @Override
  public Integer call() throws InterruptedException {
    return options.run("verify", false);
  }
}
