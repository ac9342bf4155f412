package dev.headwater.jobs.cli;

import dev.headwater.jobs.demo.Demo;
import dev.headwater.jobs.demo.DemoReport;
import dev.headwater.jobs.platform.LocalPlatform;
import dev.headwater.jobs.platform.PlatformAddresses;
import dev.headwater.jobs.platform.PlatformOptions;
import dev.headwater.jobs.platform.PlatformPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the whole platform at work. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Start a platform, send a made-up shop through it and show the marts, scored against the"
          + " truth.",
      "Without --once it keeps running, ready to look at."
    })
final class DemoCommand implements Callable<Integer> {
  @Option(names = "--once", description = "Stop after the score.")
  boolean once;

  @Mixin ShopOptions shop = new ShopOptions();

  @Option(names = "--json", description = "Print one JSON document instead of tables.")
  boolean json;

  @Option(
      names = "--connect",
      paramLabel = "HOST:PORT",
      description = "Use a platform that runs already instead of starting one.")
  String connect;

  @Mixin UpOptions up = new UpOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (connect != null) {
      PlatformLocation location = new PlatformLocation();
      location.connect = connect;
      Path files = Files.createTempDirectory("headwater-demo");
      return show(location.running(), files);
    }
    if (up.data == null) {
      // Each shop has its own home, so that a second demo is scored for itself.
      up.data = Path.of("data", "demo-%d-%d-%d".formatted(shop.events, shop.days, shop.seed));
    }
    System.err.println("starting storage, Flink and the jobs; this takes some seconds");
    PlatformOptions options = up.platform();
    try (LocalPlatform platform = LocalPlatform.start(options)) {
      StopSignal stop = new StopSignal();
      int code = show(platform.addresses(), options.data().resolve("shop"));
      if (!once && code == ExitCode.DONE) {
        System.err.println(
            UpWords.ready(platform.addresses(), new PlatformPorts(up.portBase), up.data));
        stop.await();
      }
      System.err.println("stopping");
      return code;
    }
  }

  private int show(PlatformAddresses platform, Path files) throws IOException {
    DemoReport report = new Demo(platform, System.err::println).run(shop.options(), files);
    if (json) {
      Json.print(DemoWords.document(report));
    } else {
      System.out.print(DemoWords.text(report));
    }
    boolean right = report.score().precision() == 1.0 && report.score().recall() == 1.0;
    return right ? ExitCode.DONE : ExitCode.FAILED;
  }
}
