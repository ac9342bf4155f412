package dev.headwater.jobs.cli;

import dev.headwater.ingest.generate.GeneratedShop;
import dev.headwater.ingest.generate.Generator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
final class GenerateCommand implements Callable<Integer> {
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
      Json.print(document(generated));
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

  private static Map<String, Object> document(GeneratedShop shop) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("events", shop.eventCounts().distinct());
    document.put("orders", shop.orderCounts().distinct());
    document.put("customers", shop.customerCounts().distinct());
    document.put("campaigns", shop.campaignCounts().distinct());
    document.put("hits", shop.hitCounts().distinct());
    document.put("touches", shop.touches());
    document.put("malformed", shop.malformed());
    document.put("truth", shop.truth().toString());
    return document;
  }
}
