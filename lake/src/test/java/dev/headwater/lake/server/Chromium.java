package dev.headwater.lake.server;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.lake.FreePorts;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A headless Chromium, driven through its own chromedriver. The few requests of the WebDriver
 * protocol (W3C) that a test needs are simpler than a library for all of it.
 */
final class Chromium implements AutoCloseable {
  static final String CONTROL = "\uE009";
  static final String ENTER = "\uE007";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Process driver;
  private final URI base;
  private final String session;

  private Chromium(Process driver, URI base, String session) {
    this.driver = driver;
    this.base = base;
    this.session = session;
  }

  static boolean isInstalled() {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "chromedriver")));
  }

  /**
   * Starts one.
   *
   * @param directory of its profile and its log
   */
  static Chromium start(Path directory) throws IOException, InterruptedException {
    int port = FreePorts.inARow(1);
    Process driver =
        new ProcessBuilder("chromedriver", "--port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(Files.createDirectories(directory).resolve("driver.log").toFile())
            .start();
    URI base = URI.create("http://127.0.0.1:" + port);
    try {
      await("chromedriver is ready")
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> send(base, "GET", "/status", Map.of()).path("ready").asBoolean());
      Map<String, Object> options =
          Map.of(
              "args",
              List.of(
                  "--headless=new",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-dev-shm-usage",
                  "--window-size=1400,900",
                  "--user-data-dir=" + directory.resolve("profile")));
      Map<String, Object> wanted =
          Map.of("goog:chromeOptions", options, "goog:loggingPrefs", Map.of("browser", "ALL"));
      JsonNode opened =
          send(base, "POST", "/session", Map.of("capabilities", Map.of("alwaysMatch", wanted)));
      return new Chromium(driver, base, "/session/" + opened.path("sessionId").asText());
    } catch (RuntimeException | IOException | InterruptedException e) {
      driver.destroy();
      throw e;
    }
  }

  void open(URI page) throws IOException, InterruptedException {
    complaints();
    post("/url", Map.of("url", page.toString()));
  }

  /** What a script returns. */
  JsonNode run(String script) throws IOException, InterruptedException {
    return post("/execute/sync", Map.of("script", script, "args", List.of()));
  }

  /** The words of every element that a selector finds, as they are read. */
  List<String> texts(String selector) throws IOException, InterruptedException {
    String found = JSON.writeValueAsString(selector);
    List<String> texts = new ArrayList<>();
    run("return [...document.querySelectorAll(" + found + ")].map(e => e.textContent)")
        .forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** Presses keys in a field in place of what stood there. */
  void type(String selector, String keys) throws IOException, InterruptedException {
    JsonNode found = post("/element", Map.of("using", "css selector", "value", selector));
    String element = "/element/" + found.elements().next().asText();
    post(element + "/clear", Map.of());
    post(element + "/value", Map.of("text", keys));
  }

  /**
   * Errors and warnings in the console since this was last asked; but for a 503, which the page
   * asks again.
   */
  List<String> complaints() throws IOException, InterruptedException {
    List<String> complaints = new ArrayList<>();
    for (JsonNode entry : post("/se/log", Map.of("type", "browser"))) {
      String message = entry.path("message").asText();
      if (!List.of("INFO", "DEBUG").contains(entry.path("level").asText())
          && !message.contains("503 (Service Unavailable)")) {
        complaints.add(message);
      }
    }
    return complaints;
  }

  private JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
    return send(base, "POST", session + path, body);
  }

  private static JsonNode send(URI base, String method, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    BodyPublisher document =
        method.equals("POST")
            ? BodyPublishers.ofString(JSON.writeValueAsString(body))
            : BodyPublishers.noBody();
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(base.resolve(path)).method(method, document).build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answered " + answer.body());
    }
    return JSON.readTree(answer.body()).path("value");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try {
      send(base, "DELETE", session, Map.of());
    } finally {
      driver.destroy();
    }
  }
}
