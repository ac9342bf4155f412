package dev.headwater.jobs.batch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.settle.ArchiveSettle;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Where Spark's process, which knows neither Flink nor the jobs, asks for the platform to settle.
 * It answers 200 when all that was accepted is in the marts and in the archive, else 503 and why.
 */
public final class SettleDoor implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private final HttpServer server;

  private SettleDoor(HttpServer server) {
    this.server = server;
  }

  /**
   * Opens a door of a platform, on a free port of this machine.
   *
   * @param without names of jobs that may stand still
   */
  public static SettleDoor open(PlatformAddresses platform, Set<String> without) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/settle", call -> answer(call, platform, without));
      server.start();
      return new SettleDoor(server);
    } catch (IOException e) {
      throw new LakeException(Actor.EXTERNAL, "no port is free on this machine", e);
    }
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/settle");
  }

  private static void answer(HttpExchange call, PlatformAddresses platform, Set<String> without)
      throws IOException {
    List<String> behind;
    try {
      behind = ArchiveSettle.settle(platform, PATIENCE, without);
    } catch (RuntimeException e) {
      behind = List.of(String.valueOf(e.getMessage()));
    }
    byte[] words = String.join("; ", behind).getBytes(StandardCharsets.UTF_8);
    try (call) {
      call.sendResponseHeaders(behind.isEmpty() ? 200 : 503, words.length == 0 ? -1 : words.length);
      call.getResponseBody().write(words);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
