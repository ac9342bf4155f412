package dev.headwater.jobs.cli.platform;

import dev.headwater.jobs.cli.options.PlatformLocation;
import dev.headwater.jobs.cli.options.WithoutOption;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.Json;
import dev.headwater.jobs.cli.words.StatusWords;
import dev.headwater.jobs.status.Status;
import dev.headwater.jobs.status.StatusReader;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a platform's health. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Show components, jobs and tables; exit 0 when all is ready.")
public final class StatusCommand implements Callable<Integer> {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  @Option(names = "--json", description = "Print one JSON document instead of tables.")
  boolean json;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "Wait at most so long for all to be ready.")
  long waitSeconds;

  @Mixin WithoutOption without = new WithoutOption();

  @Mixin PlatformLocation location = new PlatformLocation();

  @Override
  public Integer call() {
    Set<String> left = without.jobs();
    long deadline = System.nanoTime() + Duration.ofSeconds(waitSeconds).toNanos();
    while (true) {
      Optional<Status> status = Optional.empty();
      RuntimeException down = null;
      try (StatusReader reader = new StatusReader(location.running())) {
        status = Optional.of(reader.read().without(left));
      } catch (LakeException e) {
        down = e;
        if (e.actor() == Actor.USER) {
          throw e;
        }
      }
      boolean over = System.nanoTime() >= deadline;
      if (status.isPresent() && (status.get().isReady() || over)) {
        return print(status.get());
      }
      if (over) {
        throw down;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private int print(Status status) {
    if (json) {
      Json.print(StatusWords.document(status));
    } else {
      System.out.print(StatusWords.text(status));
    }
    return status.isReady() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
