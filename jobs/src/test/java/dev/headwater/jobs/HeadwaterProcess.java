package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.jobs.cli.Headwater;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * The command line in a process of its own, as the launcher starts it, so that it can be killed.
 */
final class HeadwaterProcess implements AutoCloseable {
  private static final Duration END = Duration.ofMinutes(1);
  private static final int SHOWN = 200;

  /** As for the tests themselves: on little data C2 takes more than half of the time. */
  private static final List<String> JAVA =
      Arrays.stream(System.getProperty("test.processes", "").split(" "))
          .filter(option -> !option.isEmpty())
          .toList();

  private static final String SPARK = System.getProperty("test.spark", "");

  private final String name;
  private final Process process;
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final Thread orphanGuard;
  private final Thread reader;
  private final Writer input;

  private HeadwaterProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.input = process.outputWriter(StandardCharsets.UTF_8);
    this.orphanGuard = new Thread(process::destroyForcibly, "orphan-guard");
    Runtime.getRuntime().addShutdownHook(orphanGuard);
    reader = new Thread(this::read, "output-of-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a command.
   *
   * @param java options of Java
   */
  static HeadwaterProcess start(Path log, List<String> java, List<String> arguments)
      throws IOException {
    return start(log, java, arguments, Map.of());
  }

  /** The same with further variables in its environment. */
  static HeadwaterProcess start(
      Path log, List<String> java, List<String> arguments, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JAVA);
    command.addAll(java);
    for (String opened : List.of("java.nio", "java.util", "java.lang")) {
      command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    command.add("-Dfile.encoding=UTF-8");
    command.add("-Dheadwater.log.file=" + log);
    command.add("-Dheadwater.home=" + System.getProperty("headwater.home"));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Headwater.class.getName());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putIfAbsent("HEADWATER_SPARK_OPTIONS", SPARK);
    builder.environment().putAll(environment);
    return new HeadwaterProcess("headwater-" + arguments.get(0), builder.start());
  }

  private void read() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      reader.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add("the output ends: " + e);
    }
  }

  /** Its standard input. */
  Writer input() {
    return input;
  }

  /** Waits for a line of its output; fails at once when the process ends without it. */
  void awaitLine(Predicate<String> wanted, Duration timeout) {
    Awaitility.await(name + " to say that it is ready")
        .atMost(timeout)
        .failFast(name + " has ended", () -> requireAliveOr(() -> has(wanted)))
        .untilAsserted(() -> assertThat(has(wanted)).as(this::output).isTrue());
  }

  void requireAlive() {
    requireAliveOr(() -> false);
  }

  private void requireAliveOr(BooleanSupplier done) {
    // Asked first: the last words may come with the end.
    boolean alive = isAlive();
    assertThat(alive || done.getAsBoolean()).as(this::output).isTrue();
  }

  private boolean has(Predicate<String> wanted) {
    synchronized (lines) {
      return lines.stream().anyMatch(wanted);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Most memory that was resident, in megabytes, where the system tells. */
  String peakMegabytes() {
    long peak = peakMegabytes(process.toHandle());
    return peak == 0 ? "unknown" : Long.toString(peak);
  }

  /** Waits for its end and tells the most that one of the processes it started had resident. */
  long childrenPeakMegabytes(Duration wait) {
    AtomicLong peak = new AtomicLong();
    Awaitility.await("the end of " + name)
        .atMost(wait)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              process
                  .descendants()
                  .mapToLong(HeadwaterProcess::peakMegabytes)
                  .forEach(megabytes -> peak.accumulateAndGet(megabytes, Math::max));
              return !isAlive();
            });
    return peak.get();
  }

  /** 0 where the system does not tell, or when the process has just gone. */
  private static long peakMegabytes(ProcessHandle process) {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException gone) {
      return 0;
    }
  }

  /** The last JSON document that it printed; missing when there was none. */
  JsonNode document() throws IOException {
    String line =
        output().lines().filter(text -> text.startsWith("{")).reduce((a, b) -> b).orElse("");
    return new ObjectMapper().readTree(line);
  }

  /** SIGKILL; returns when the process is gone. */
  void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** Has it collect all of its heap's garbage. */
  void collectGarbage() throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process collection =
        new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.run")
            .redirectErrorStream(true)
            .start();
    String output = new String(collection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output).contains("Command executed successfully");
  }

  /** The processes that it started and that are alive. */
  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** Sends a signal, such as STOP. */
  void signal(String name) throws IOException, InterruptedException {
    String pid = Long.toString(process.pid());
    int code = new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
    assertThat(code).as("exit code of kill -%s", name).isZero();
  }

  /** SIGTERM, as Ctrl-C: returns the exit code. */
  int terminate() {
    process.destroy();
    return exitCode();
  }

  private int exitCode() {
    return exitCode(END);
  }

  int exitCode(Duration wait) {
    try {
      if (!process.waitFor(wait.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            name + " has not ended within " + wait + ", its last words:\n" + output());
      }
      reader.join(END.toMillis());
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the end of " + name, e);
    }
  }

  /** Its last lines. */
  String output() {
    synchronized (lines) {
      return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()));
    }
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(orphanGuard);
  }
}
