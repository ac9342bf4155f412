package dev.headwater.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real Prometheus that scrapes a platform every second, with rules that alert. */
public final class LivePrometheus implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final int port;

  private LivePrometheus(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The server's program, when it is on this machine. */
  public static Optional<Path> program() {
    return Stream.concat(
            Stream.of(Path.of("..", "target", "prometheus", "usr", "bin")),
            Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of))
        .map(directory -> directory.resolve("prometheus"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The rules of deploy/prometheus. */
  public static Path shippedRules() throws IOException {
    return Path.of("..", "deploy", "prometheus", "alerts.yml").toRealPath();
  }

  /**
   * Starts it.
   *
   * @param scraped ports of this machine where metrics are told
   */
  public static LivePrometheus start(Path directory, int port, Path rules, Integer... scraped)
      throws IOException {
    String targets =
        Stream.of(scraped)
            .map(target -> "\"127.0.0.1:" + target + "\"")
            .collect(Collectors.joining(", "));
    Path settings =
        Files.writeString(
            Files.createDirectories(directory).resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: ["%s"]
            scrape_configs:
              - job_name: headwater
                static_configs: [{targets: [%s]}]
            """
                .formatted(rules, targets));
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

  /** Where it answers. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Whether an expression has a value that is a number. */
  public boolean hasData(String expression) throws IOException {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    for (JsonNode series : get("/api/v1/query?query=" + query).path("data").path("result")) {
      if (!series.path("value").path(1).asText().equals("NaN")) {
        return true;
      }
    }
    return false;
  }

  /** All rules, with their health and what fires. */
  public JsonNode rules() throws IOException {
    return get("/api/v1/rules").path("data").path("groups");
  }

  /** Labels of every alert that fires now; its name is the label alertname. */
  Set<Map<String, String>> firing() throws IOException {
    Set<Map<String, String>> firing = new HashSet<>();
    for (JsonNode alert : get("/api/v1/alerts").path("data").path("alerts")) {
      if (alert.path("state").asText().equals("firing")) {
        Map<String, String> labels = new TreeMap<>();
        for (Map.Entry<String, JsonNode> label : alert.path("labels").properties()) {
          labels.put(label.getKey(), label.getValue().asText());
        }
        firing.add(labels);
      }
    }
    return firing;
  }

  private JsonNode get(String path) throws IOException {
    return JSON.readTree(address().resolve(path).toURL());
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
