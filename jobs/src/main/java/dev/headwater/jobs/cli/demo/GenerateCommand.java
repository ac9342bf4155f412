package dev.headwater.jobs.cli.demo;

import dev.headwater.ingest.generate.Generator;
import dev.headwater.ingest.generate.writing.GeneratedShop;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.Json;
import dev.headwater.jobs.cli.words.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a made-up shop and the truth about it. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description =
        "Write a made-up shop's events and the truth about them: the same bytes for the same seed.")
public final class GenerateCommand implements Callable<Integer> {
  private static final Table<GeneratedShop> DOCUMENT =
      new Table<GeneratedShop>()
          .named("events", shop -> shop.eventCounts().distinct())
          .named("orders", shop -> shop.orderCounts().distinct())
          .named("customers", shop -> shop.customerCounts().distinct())
          .named("campaigns", shop -> shop.campaignCounts().distinct())
          .named("hits", shop -> shop.hitCounts().distinct())
          .named("touches", GeneratedShop::touches)
          .named("malformed", GeneratedShop::malformed)
          .named("truth", shop -> shop.truth().toString());

  @Mixin ShopOptions shop = new ShopOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the files go, made when absent.")
  Path out;

  @Option(names = "--json", description = "Print one JSON document instead of words.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    GeneratedShop generated = Generator.generate(shop.options(), out);
    if (json) {
      Json.print(DOCUMENT.document(generated));
    } else {
      System.err.printf(
          "%,d events, %,d orders, %,d customers and the truth are in %s%n",
          generated.eventCounts().distinct(),
          generated.orderCounts().distinct(),
          generated.customerCounts().distinct(),
          out);
    }
    return ExitCode.DONE;
  }
}
