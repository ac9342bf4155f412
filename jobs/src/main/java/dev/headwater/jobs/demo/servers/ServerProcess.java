package dev.headwater.jobs.demo.servers;

import dev.headwater.jobs.room.OtherRoom;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server of ingest/servers. It ends when its stdin does, so also when this process is killed. */
final class ServerProcess implements AutoCloseable {
  private static final String MAIN = "dev.headwater.ingest.servers.SourceServer";
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration END = Duration.ofSeconds(20);

  private final String name;
  private final Path log;
  private final Process process;
  private final CompletableFuture<Optional<String>> said = new CompletableFuture<>();

  private ServerProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    Thread reader = new Thread(() -> said.complete(firstLine()), "ready-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  /** The room that has the servers; not in an image. */
  static OtherRoom room() {
    OtherRoom room = OtherRoom.named("ingest/servers");
    if (room.isLeftOut()) {
      throw new LakeException(
          Actor.USER,
          "this image has no Kafka broker and no Postgres: --kafka and --postgres work in a"
              + " checkout of Headwater; leave them out, and ingest from servers of your own with"
              + " `headwater ingest kafka` and `headwater ingest postgres`");
    }
    return room;
  }

  /**
   * Begins to start a server.
   *
   * @param name for messages
   * @param directory of the server, made when absent; its log is there
   * @param words for the process
   */
  static ServerProcess start(String name, Path directory, List<String> words) throws IOException {
    Path log = Files.createDirectories(directory).resolve("server.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Dlog4j2.configurationFile=server-log.properties");
    command.addAll(List.of("-cp", room().classPath(), MAIN));
    command.addAll(words);
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new ServerProcess(name, log, process);
  }

  Path log() {
    return log;
  }

  private Optional<String> firstLine() {
    try {
      BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
      return Optional.ofNullable(reader.readLine());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Waits until the server is ready.
   *
   * @throws LakeException as EXTERNAL when it is not in time, or has ended
   */
  void await() {
    try {
      if (said.get(START.toSeconds(), TimeUnit.SECONDS).isEmpty()) {
        throw failure("did not start: " + lastWords());
      }
    } catch (TimeoutException e) {
      throw failure("is not ready after " + START.toSeconds() + " s: " + lastWords());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was not waited for: interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("reading a line gives a line or none", e);
    }
  }

  private LakeException failure(String what) {
    return new LakeException(
        Actor.EXTERNAL, "the " + name + " " + what + "; all that it said is in " + log);
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    } catch (IOException e) {
      return "its log cannot be read (" + e.getMessage() + ")";
    }
  }

  /** Stops the server and waits for its end. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
        process.destroy();
        if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      }
    } catch (IOException | InterruptedException e) {
      process.destroy();
      interrupted |= e instanceof InterruptedException;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
