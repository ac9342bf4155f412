package dev.headwater.jobs.batch;

import dev.headwater.jobs.room.OtherRoom;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.client.FlussLogin;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The room batch in a process of its own: Spark and Flink never share a class path. What the
 * process is told are words of batch's own command line, with plain addresses and directories.
 */
public final class BatchProcess {
  private static final String MAIN = "dev.headwater.batch.Batch";
  private static final int HIGHEST_EXIT_CODE = 3;

  private BatchProcess() {}

  /**
   * Runs one command with this process's input and output.
   *
   * @param data the platform's data directory, where the process keeps its log
   * @param words command and options for batch
   * @return its exit code: 0 to 3, as those of {@code headwater}
   */
  public static int run(Path data, List<String> words) throws InterruptedException {
    return await(start(prepare(data, words).inheritIO()));
  }

  /**
   * A process that only has to be started, after batch was built if need be; its output goes
   * nowhere yet.
   *
   * @throws LakeException when batch is not there and cannot be built
   */
  public static ProcessBuilder prepare(Path data, List<String> words) throws InterruptedException {
    OtherRoom batch = OtherRoom.named("batch");
    build(batch.home());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + batch.built().resolve("classes/java-options"));
    String further = System.getenv("HEADWATER_SPARK_OPTIONS");
    if (further != null && !further.isBlank()) {
      command.addAll(List.of(further.trim().split("\\s+")));
    }
    FlussLogin.file().ifPresent(file -> command.add(FlussLogin.asOption(file)));
    command.add("-Dheadwater.log.file=" + data.resolve("batch.log"));
    command.addAll(List.of("-cp", batch.classPath(), MAIN));
    command.addAll(words);
    return new ProcessBuilder(command);
  }

  /**
   * Waits for a process's end. It ends with this JVM, and when the waiting thread is interrupted.
   *
   * @return its exit code; 1 when something killed it
   */
  public static int await(Process process) throws InterruptedException {
    Thread end = new Thread(process::destroy, "batch-end");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      int code = process.waitFor();
      return code <= HIGHEST_EXIT_CODE ? code : 1;
    } finally {
      process.destroy();
      try {
        Runtime.getRuntime().removeShutdownHook(end);
      } catch (IllegalStateException endsAlready) {
        // The hook has run, or is about to: the process ends either way.
      }
    }
  }

  /** Batch is built by the first command that needs it: most people never do. */
  private static void build(Path home) throws InterruptedException {
    Path launcher = home.resolve("headwater");
    if (!Files.isExecutable(launcher)) {
      return;
    }
    ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "build-batch");
    int code = start(builder.redirectError(Redirect.INHERIT)).waitFor();
    if (code != 0) {
      throw new LakeException(
          code == HIGHEST_EXIT_CODE ? Actor.EXTERNAL : Actor.INTERNAL,
          "Spark's part of Headwater could not be built");
    }
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new LakeException(
          Actor.EXTERNAL, "a process could not be started: " + e.getMessage(), e);
    }
  }
}
