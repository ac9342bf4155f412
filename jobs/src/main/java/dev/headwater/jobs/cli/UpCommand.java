package dev.headwater.jobs.cli;

import dev.headwater.jobs.platform.LocalPlatform;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the platform in this process until it is told to stop. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Run the embedded platform in one process, until Ctrl-C.")
final class UpCommand implements Callable<Integer> {
  @Mixin UpOptions options = new UpOptions();

  @Override
  public Integer call() throws InterruptedException {
    try (LocalPlatform platform = LocalPlatform.start(options.platform())) {
      StopSignal stop = new StopSignal();
      System.err.println(UpWords.ready(platform.addresses(), options.data));
      stop.await();
      System.err.println("stopping: jobs leave a savepoint each");
    }
    return ExitCode.DONE;
  }
}
