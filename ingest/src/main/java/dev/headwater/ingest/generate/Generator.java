package dev.headwater.ingest.generate;

import dev.headwater.ingest.generate.seed.GeneratorOptions;
import dev.headwater.ingest.generate.world.BotStories;
import dev.headwater.ingest.generate.world.Campaigns;
import dev.headwater.ingest.generate.world.CustomerRecords;
import dev.headwater.ingest.generate.world.EdgeKind;
import dev.headwater.ingest.generate.world.EdgeStories;
import dev.headwater.ingest.generate.world.Identities;
import dev.headwater.ingest.generate.world.ShopperStories;
import dev.headwater.ingest.generate.world.Story;
import dev.headwater.ingest.generate.world.Witness;
import dev.headwater.ingest.generate.writing.GeneratedShop;
import dev.headwater.ingest.generate.writing.ShopWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes up a shop: customers who are led to it by campaigns and channels, browse and order, with
 * the disorder of real data, and the truth about every order beside it. One slice of the lines is
 * in memory at a time.
 */
public final class Generator {
  private static final long EVENTS_AN_EDGE_SET = 10_000;

  private Generator() {}

  /**
   * Writes {@code events.jsonl}, {@code orders.jsonl}, {@code customers.jsonl}, {@code
   * campaigns.jsonl}, {@code access.log}, {@code truth.jsonl} and {@code truth.json} into a
   * directory, over what is there under these names.
   *
   * @throws IOException when the directory cannot be made or written
   */
  public static GeneratedShop generate(GeneratorOptions options, Path directory)
      throws IOException {
    Files.createDirectories(directory);
    Identities identities = new Identities(options.seed());
    Campaigns campaigns = new Campaigns(options);
    CustomerRecords records = new CustomerRecords(options);
    try (ShopWriter writer = new ShopWriter(options, directory)) {
      writer.write(campaigns);
      long left = options.events();
      left -= writeEdges(options, new EdgeStories(options, identities, records), writer);
      left -= writeBots(options, new BotStories(options, identities), writer);
      ShopperStories shoppers = new ShopperStories(options, identities, campaigns, records);
      while (left > 0) {
        left -= write(shoppers.tell(left), writer);
      }
      return writer.finish();
    }
  }

  private static long writeEdges(GeneratorOptions options, EdgeStories edges, ShopWriter writer)
      throws IOException {
    if (!options.hasEdges()) {
      return 0;
    }
    long told = 0;
    for (long set = 0; set <= options.events() / EVENTS_AN_EDGE_SET; set++) {
      for (EdgeKind kind : EdgeKind.values()) {
        if (kind.needsWholeWindow() && options.days() < Witness.TOUCH_WINDOW.toDays()) {
          continue;
        }
        for (Story story : edges.tell(kind)) {
          told += write(story, writer);
        }
      }
    }
    return told;
  }

  private static long writeBots(GeneratorOptions options, BotStories bots, ShopWriter writer)
      throws IOException {
    long events = (long) (options.events() * options.bots());
    for (long left = events; left > 0; ) {
      left -= write(bots.tell(left), writer);
    }
    return events;
  }

  private static long write(Story story, ShopWriter writer) throws IOException {
    writer.write(story);
    return story.events().size();
  }
}
