package dev.headwater.jobs.cli.demo;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.address.PlatformPorts;
import dev.headwater.jobs.cli.ingest.ShownProgress;
import dev.headwater.jobs.cli.options.PlatformLocation;
import dev.headwater.jobs.cli.options.StopSignal;
import dev.headwater.jobs.cli.options.UpOptions;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.Json;
import dev.headwater.jobs.cli.words.UpWords;
import dev.headwater.jobs.demo.Demo;
import dev.headwater.jobs.demo.DemoReport;
import dev.headwater.jobs.demo.servers.ShopServer;
import dev.headwater.jobs.demo.servers.ShopSources;
import dev.headwater.jobs.platform.LocalPlatform;
import dev.headwater.jobs.platform.PlatformOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.commons.io.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the whole platform at work. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Start a platform, send a made-up shop through it and show the marts, scored against the truth.",
      "Without --once it keeps running, ready to look at.",
      "With --kafka and --postgres the shop has a real broker and a real database of its own."
    })
public final class DemoCommand implements Callable<Integer> {
  @Option(names = "--once", description = "Stop after the score.")
  boolean once;

  @Mixin ShopOptions shop = new ShopOptions();

  @Option(names = "--json", description = "Print one JSON document instead of tables.")
  boolean json;

  @Option(
      names = "--kafka",
      description =
          "Send orders, events and hits through a Kafka broker that the demo starts, on the two ports behind the platform's.")
  boolean kafka;

  @Option(
      names = "--postgres",
      description =
          "Send customers, campaigns and orders through a Postgres that the demo starts, on the third port behind the platform's.")
  boolean postgres;

  @Option(
      names = "--connect",
      paramLabel = "HOST:PORT",
      description = "Use a platform that runs already instead of starting one.")
  String connect;

  @Mixin UpOptions up = new UpOptions();

  @Override
  public Integer call() throws Exception {
    try (ShopSources sources =
        new ShopSources(servers(), new PlatformPorts(up.portBase).behind())) {
      return connect == null ? inPlatformOfItsOwn(sources) : inRunningPlatform(sources);
    }
  }

  private int inRunningPlatform(ShopSources sources) throws IOException {
    PlatformLocation location = new PlatformLocation();
    location.connect = connect;
    PlatformAddresses running = location.running();
    Path files = Files.createTempDirectory("headwater-demo");
    int code;
    try (sources) {
      sources.start(files).forEach(System.err::println);
      code = show(running, files, sources);
    }
    if (code == ExitCode.DONE) {
      FileUtils.deleteDirectory(files.toFile());
    }
    return code;
  }

  private int inPlatformOfItsOwn(ShopSources sources) throws Exception {
    if (up.data == null) {
      // Each shop has its own home, and each way of it, so that a second demo is scored for itself.
      String way = (kafka ? "-kafka" : "") + (postgres ? "-postgres" : "");
      up.data =
          Path.of("data", "demo-%d-%d-%d%s".formatted(shop.events, shop.days, shop.seed, way));
    }
    System.err.println("starting storage, Flink and the jobs; this takes some seconds");
    PlatformOptions options = up.platform();
    try (LocalPlatform platform = LocalPlatform.start(options)) {
      StopSignal stop = new StopSignal();
      sources.start(options.data()).forEach(System.err::println);
      Path files = options.data().resolve("shop");
      Optional<Integer> code =
          stop.unlessAsked("demo", () -> show(platform.addresses(), files, sources));
      if (!once && code.equals(Optional.of(ExitCode.DONE))) {
        System.err.println(
            UpWords.ready(platform.addresses(), new PlatformPorts(up.portBase), up.data));
        sources.addresses().forEach(line -> System.err.println("  " + line));
        stop.await();
      }
      System.err.println(
          code.isPresent() ? "stopping" : "stopping before the score; the same command goes on");
      return code.orElse(ExitCode.FAILED);
    }
  }

  private Set<ShopServer> servers() {
    Set<ShopServer> servers = EnumSet.noneOf(ShopServer.class);
    if (kafka) {
      servers.add(ShopServer.KAFKA);
    }
    if (postgres) {
      servers.add(ShopServer.POSTGRES);
    }
    return servers;
  }

  private int show(PlatformAddresses platform, Path files, ShopSources sources) throws IOException {
    DemoReport report =
        new Demo(platform, System.err::println, ShownProgress::onStderr)
            .run(shop.options(), files, sources);
    if (json) {
      Json.print(DemoWords.document(report));
    } else {
      System.out.print(DemoWords.text(report));
    }
    return report.isRight() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
