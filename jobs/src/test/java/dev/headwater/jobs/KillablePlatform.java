package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.address.PlatformPorts;
import dev.headwater.jobs.platform.TestingPlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A platform in a process of its own, always on the same directory and ports. */
public final class KillablePlatform implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);

  private final Path directory;
  private final PlatformPorts ports = TestingPlatform.freePorts();
  private final String memory;
  private HeadwaterProcess process;
  private int starts;

  public KillablePlatform(Path directory) {
    this(directory, "1500m");
  }

  /**
   * A platform.
   *
   * @param memory size of the heap as Java's option takes it
   */
  public KillablePlatform(Path directory, String memory) {
    this.directory = directory;
    this.memory = memory;
  }

  public PlatformAddresses addresses() {
    return PlatformAddresses.of("127.0.0.1", ports);
  }

  int portBase() {
    return ports.base();
  }

  int metricsPort() {
    return ports.metrics();
  }

  public void start(String... options) throws IOException {
    long begun = System.nanoTime();
    process = begin(options);
    process.awaitLine(line -> line.startsWith("ready"), START);
    System.out.printf(
        "  start %d of the platform took %d ms%n", starts, (System.nanoTime() - begun) / 1_000_000);
  }

  /** Starts a platform without waiting for it; who asks for it ends it. */
  HeadwaterProcess begin(String... options) throws IOException {
    starts++;
    return HeadwaterProcess.start(
        directory.resolve("platform-" + starts + ".log"),
        List.of("-Xmx" + memory),
        Stream.concat(
                Stream.of(
                    "up",
                    "--data",
                    directory.resolve("data").toString(),
                    "--port-base",
                    Integer.toString(ports.base()),
                    "--schedule",
                    "none"),
                Stream.of(options))
            .toList());
  }

  /** All of its heap's garbage is gone when this returns. */
  void collectGarbage() throws IOException {
    process.collectGarbage();
  }

  String peakMegabytes() {
    return process.peakMegabytes();
  }

  public void kill(String when) {
    assertThat(process.isAlive()).as("platform alive before it is killed %s", when).isTrue();
    process.kill();
    System.out.println("  platform killed " + when);
  }

  public void stop() {
    assertThat(process.terminate()).as("exit code of the platform:%n%s", process.output()).isZero();
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
