package dev.headwater.lake.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real Prometheus that scrapes nothing: its own rules record a value of some series a second. */
final class RecordingPrometheus implements AutoCloseable {
  private final Process process;

  private RecordingPrometheus(Process process) {
    this.process = process;
  }

  /** The server's program, when it is on this machine. */
  static Optional<Path> program() {
    return Stream.concat(
            Stream.of(Path.of("..", "target", "prometheus", "usr", "bin")),
            Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .map(Path::of))
        .map(directory -> directory.resolve("prometheus"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it.
   *
   * @param rules as YAML has them, a line each
   */
  static RecordingPrometheus start(Path directory, int port, String... rules) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve("rules.yml");
    Files.writeString(
        file,
        "groups: [{name: made, interval: 1s, rules: [%s]}]".formatted(String.join(", ", rules)));
    Path settings = directory.resolve("prometheus.yml");
    Files.writeString(settings, "rule_files: [\"%s\"]".formatted(file));
    return new RecordingPrometheus(
        new ProcessBuilder(
                program().orElseThrow().toString(),
                "--config.file=" + settings,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("prometheus.log").toFile())
            .start());
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
