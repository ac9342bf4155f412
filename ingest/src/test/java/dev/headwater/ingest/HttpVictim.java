package dev.headwater.ingest;

import dev.headwater.ingest.collect.CollectorLimits;
import dev.headwater.ingest.collect.CollectorRequest;
import dev.headwater.ingest.collect.HttpCollector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A collector in a process of its own, so that it can be killed. */
final class HttpVictim {
  private HttpVictim() {}

  /** Takes the platform's address and a port to listen on. */
  public static void main(String[] words) throws InterruptedException {
    InetSocketAddress listen =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[1]));
    CollectorRequest request =
        TestingRequest.within(
            TestingRequest.on(TestingRequest.of(words[0]), listen),
            CollectorLimits.usual().of(1 << 20, 4_000, 1_000_000));
    HttpCollector collector = HttpCollector.start(request);
    System.out.println("listening on " + collector.address());
    new CountDownLatch(1).await();
  }

  static Process start(String platform, int port, Path log, String... java) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    command.addAll(List.of(java));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(HttpVictim.class.getName(), platform, Integer.toString(port)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
