package dev.headwater.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real Prometheus that scrapes one platform every second, with the rules of deploy/prometheus.
 */
final class LivePrometheus implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final int port;

  private LivePrometheus(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The server's program, when it is on this machine. */
  static Optional<Path> program() {
    return Stream.concat(
            Stream.of(Path.of("..", "target", "prometheus", "usr", "bin")),
            Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of))
        .map(directory -> directory.resolve("prometheus"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static LivePrometheus start(Path directory, int port, int scraped) throws IOException {
    Path rules = Path.of("..", "deploy", "prometheus", "alerts.yml").toRealPath();
    Path settings =
        Files.writeString(
            Files.createDirectories(directory).resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: ["%s"]
            scrape_configs:
              - job_name: headwater
                static_configs: [{targets: ["127.0.0.1:%d"]}]
            """
                .formatted(rules, scraped));
    Process process =
        new ProcessBuilder(
                program().orElseThrow().toString(),
                "--config.file=" + settings,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("prometheus.log").toFile())
            .start();
    return new LivePrometheus(process, port);
  }

  /** Whether an expression has a value that is a number. */
  boolean hasData(String expression) throws IOException {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    for (JsonNode series : get("/api/v1/query?query=" + query).path("data").path("result")) {
      if (!series.path("value").path(1).asText().equals("NaN")) {
        return true;
      }
    }
    return false;
  }

  /** All rules, with their health and what fires. */
  JsonNode rules() throws IOException {
    return get("/api/v1/rules").path("data").path("groups");
  }

  private JsonNode get(String path) throws IOException {
    return JSON.readTree(URI.create("http://127.0.0.1:" + port + path).toURL());
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
