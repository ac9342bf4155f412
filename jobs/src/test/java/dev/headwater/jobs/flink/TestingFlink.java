package dev.headwater.jobs.flink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Flink cluster as far as its REST interface tells of jobs and configuration. */
public final class TestingFlink implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final List<String> runs = new ArrayList<>();
  private final List<String> laidOut = new ArrayList<>();

  private TestingFlink(HttpServer server) {
    this.server = server;
  }

  /** One whose platform is to run these jobs. */
  public static TestingFlink of(String... jobs) throws IOException {
    TestingFlink flink =
        new TestingFlink(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    flink.settings.put("headwater.jobs", String.join(",", jobs));
    flink.server.createContext("/", flink::answer);
    flink.server.start();
    return flink;
  }

  /** Further option of the cluster. */
  public synchronized TestingFlink with(String option, String value) {
    settings.put(option, value);
    return this;
  }

  /** A run that lasted from one second to another; to -1 when it has not ended. */
  public synchronized TestingFlink run(String job, JobState state, long from, long to) {
    runs.add(
        "{\"jid\":\"%s-%d\",\"name\":\"%s\",\"state\":\"%s\",\"start-time\":%d,\"end-time\":%d}"
            .formatted(job, from, job, state, from * 1000, to < 0 ? -1 : to * 1000));
    if (state != JobState.INITIALIZING) {
      laidOut.add("/jobs/" + job + "-" + from);
    }
    return this;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private synchronized void answer(HttpExchange call) throws IOException {
    String path = call.getRequestURI().getPath();
    String words =
        switch (path) {
          case "/jobs/overview" -> "{\"jobs\":[" + String.join(",", runs) + "]}";
          case "/jobmanager/config" -> config();
          default ->
              laidOut.contains(path)
                  ? "{\"vertices\":[{\"name\":\"Source: t[1] -> Sink(fluss.headwater.u)\"}]}"
                  : "{\"vertices\":[]}";
        };
    byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
    try (call) {
      call.sendResponseHeaders(200, bytes.length);
      call.getResponseBody().write(bytes);
    }
  }

  private String config() {
    List<String> entries = new ArrayList<>();
    settings.forEach(
        (key, value) -> entries.add("{\"key\":\"%s\",\"value\":\"%s\"}".formatted(key, value)));
    return "[" + String.join(",", entries) + "]";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
