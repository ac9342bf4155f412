package dev.headwater.jobs.platform;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.address.PlatformPorts;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.lake.server.door.Readers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.apache.fluss.utils.FileUtils;

/** The whole platform on free ports, for tests in every package of this room. */
public final class TestingPlatform implements AutoCloseable {
  private static final int PORTS = 8;

  /** The JVMs that test side by side have ranges of ports of their own. */
  private static final int RANGE = 6_000;

  private static final int FORK = Integer.getInteger("headwater.fork", 1) - 1;

  private static TestingPlatform withoutJobs;

  private final PlatformOptions options;
  private LocalPlatform platform;

  private TestingPlatform(PlatformOptions options) {
    this.options = options;
    this.platform = LocalPlatform.start(options);
  }

  /** Starts a platform with these jobs. */
  public static TestingPlatform start(Path data, List<JobDefinition> jobs) {
    URI prometheus = URI.create("http://127.0.0.1:" + freePorts().base());
    return new TestingPlatform(
        new PlatformOptions(
            data,
            freePorts(),
            jobs,
            PlatformOptions.DEFAULT_HOT_DAYS,
            PlatformOptions.DEFAULT_QUERY_MEGABYTES,
            Readers.anyone(),
            prometheus,
            Optional.empty()));
  }

  /**
   * The platform of this JVM that runs no jobs but those of its users, who end them and tell their
   * rows from those of others. It lives as long as the JVM: nobody closes it.
   */
  public static synchronized TestingPlatform withoutJobs() throws IOException {
    if (withoutJobs == null) {
      Path directory = Files.createTempDirectory("platform-without-jobs");
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> FileUtils.deleteDirectoryQuietly(directory.toFile()), "no-data"));
      withoutJobs = start(directory.resolve("data"), List.of());
    }
    return withoutJobs;
  }

  /** Ports in a row that are free now, below the range the system hands out. */
  public static PlatformPorts freePorts() {
    while (true) {
      int base = 11_000 + FORK % 3 * RANGE + ThreadLocalRandom.current().nextInt(RANGE - PORTS);
      if (IntStream.range(base, base + PORTS).allMatch(TestingPlatform::isFree)) {
        return new PlatformPorts(base);
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** Stops it as Ctrl-C does and starts it again on the same data and ports. */
  public void restart() {
    platform.close();
    platform = LocalPlatform.start(options);
  }

  /** Where its dashboards look for Prometheus; there is none. */
  public int prometheusPort() {
    return options.prometheus().getPort();
  }

  public PlatformAddresses addresses() {
    return platform.addresses();
  }

  @Override
  public void close() {
    platform.close();
  }
}
