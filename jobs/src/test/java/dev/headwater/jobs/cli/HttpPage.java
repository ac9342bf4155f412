package dev.headwater.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.platform.TestingPlatform;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Follows docs/how-to/collect-over-http.md in a shell; a collector ends where the next begins. */
final class HttpPage implements AutoCloseable {
  private static final String COLLECTOR = "./headwater ingest http";

  private final String platform;
  private final String address = "127.0.0.1:" + TestingPlatform.freePorts().base();
  private final Page page;
  private final List<String> told = new ArrayList<>();
  private Optional<Process> collector = Optional.empty();

  HttpPage(Path directory, String platform) throws IOException {
    this.platform = platform;
    this.page =
        new Page("collect-over-http", directory, platform)
            .withFile("json", "orders.jsonl")
            .meaning("127.0.0.1:9280", address);
  }

  String text() {
    return page.text();
  }

  /** What the collector told, one document a command. */
  List<String> told() {
    return told;
  }

  /** Runs every command in its order; gives what Headwater's others said. */
  List<Spoken> follow() throws Exception {
    List<Spoken> spoken = page.follow(this::runs);
    end();
    return spoken;
  }

  private boolean runs(String command, List<String> words) throws Exception {
    if (command.startsWith(COLLECTOR)) {
      end();
      begin(words.subList(1, words.size()));
      return true;
    }
    if (words.get(0).equals("./headwater")) {
      return false;
    }
    shell(command);
    return true;
  }

  private void shell(String command) throws Exception {
    Path errors = page.directory().resolve("shell.err");
    Process process =
        new ProcessBuilder("bash", "-c", command)
            .directory(page.directory().toFile())
            .redirectError(errors.toFile())
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, Files.readString(errors)).isZero();
    said.lines().forEach(told::add);
  }

  private void begin(List<String> words) throws IOException {
    List<String> command =
        Stream.of(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Headwater.class.getName()),
                words,
                List.of("--connect", platform, "--listen", address))
            .flatMap(List::stream)
            .toList();
    Process process =
        new ProcessBuilder(command)
            .directory(page.directory().toFile())
            .redirectErrorStream(true)
            .start();
    collector = Optional.of(process);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "orphan-guard"));
    List<String> said = new ArrayList<>();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.add(line);
      if (line.contains("Ctrl-C stops")) {
        return;
      }
    }
    throw new AssertionError("the collector has ended: " + said);
  }

  /** Ctrl-C; it answers what has come and ends well. */
  private void end() throws InterruptedException {
    if (collector.isPresent()) {
      collector.get().destroy();
      assertThat(collector.get().waitFor()).isEqualTo(ExitCode.DONE);
      collector = Optional.empty();
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (collector.isPresent()) {
      collector.get().destroyForcibly().waitFor();
    }
  }
}
