package dev.headwater.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.platform.TestingPlatform;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Follows docs/how-to/collect-over-http.md in a shell; a collector ends where the next begins. */
final class HttpPage implements AutoCloseable {
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final String COLLECTOR = "./headwater ingest http";

  private final Path directory;
  private final String platform;
  private final String text;
  private final String address = "127.0.0.1:" + TestingPlatform.freePorts().base();
  private final List<String> told = new ArrayList<>();
  private final List<Spoken> spoken = new ArrayList<>();
  private Optional<Process> collector = Optional.empty();

  HttpPage(Path directory, String platform) throws IOException {
    this.directory = Files.createDirectories(directory.resolve("http-page"));
    this.platform = platform;
    this.text = Files.readString(Path.of("..", "docs", "how-to", "collect-over-http.md"));
  }

  String text() {
    return text;
  }

  /** What the collector told, one document a command. */
  List<String> told() {
    return told;
  }

  /** What Headwater's other commands said. */
  List<Spoken> spoken() {
    return spoken;
  }

  /** Runs every command in its order. */
  void follow() throws Exception {
    for (MatchResult block : BLOCK.matcher(text).results().toList()) {
      if (block.group(1).equals("json")) {
        Files.writeString(directory.resolve("orders.jsonl"), block.group(2));
      } else if (block.group(1).isEmpty()) {
        for (String command : block.group(2).lines().toList()) {
          run(command);
        }
      }
    }
    end();
  }

  private void run(String command) throws Exception {
    List<String> words =
        WORD.matcher(command)
            .results()
            .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
            .toList();
    if (command.startsWith(COLLECTOR)) {
      end();
      begin(words.subList(1, words.size()));
    } else if (words.get(0).equals("./headwater")) {
      List<String> all = new ArrayList<>(words.subList(1, words.size()));
      all.addAll(List.of("--connect", platform));
      Spoken one = Spoken.by(all.toArray(String[]::new));
      assertThat(one.exitCode()).as("%s: %s", words, one.err()).isEqualTo(ExitCode.DONE);
      spoken.add(one);
    } else {
      shell(command.replace("127.0.0.1:9280", address));
    }
  }

  private void shell(String command) throws Exception {
    Process process =
        new ProcessBuilder("bash", "-c", command)
            .directory(directory.toFile())
            .redirectError(directory.resolve("shell.err").toFile())
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor())
        .as("%s: %s", command, Files.readString(directory.resolve("shell.err")))
        .isZero();
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
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
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
