package dev.headwater.ingest.generate.writing;

import dev.headwater.ingest.generate.seed.GeneratorOptions;
import dev.headwater.ingest.generate.truth.OrderTruth;
import dev.headwater.ingest.generate.world.Campaigns;
import dev.headwater.ingest.generate.world.ShopCampaign;
import dev.headwater.ingest.generate.world.ShopCustomer;
import dev.headwater.ingest.generate.world.ShopEvent;
import dev.headwater.ingest.generate.world.ShopOrder;
import dev.headwater.ingest.generate.world.Story;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes stories into the files of a shop. */
public final class ShopWriter implements AutoCloseable {
  private final GeneratorOptions options;
  private final Path directory;
  private final RecordFile events;
  private final RecordFile orders;
  private final RecordFile customers;
  private final RecordFile campaigns;
  private final RecordFile hits;
  private final OutputStream truth;
  private long touches;

  public ShopWriter(GeneratorOptions options, Path directory) throws IOException {
    this.options = options;
    this.directory = directory;
    events = new RecordFile(options, directory.resolve("events.jsonl"), options.events());
    orders = new RecordFile(options, directory.resolve("orders.jsonl"), options.events() / 40);
    customers =
        new RecordFile(options, directory.resolve("customers.jsonl"), options.events() / 20);
    campaigns = new RecordFile(options, directory.resolve("campaigns.jsonl"), 100);
    hits = new RecordFile(options, directory.resolve("access.log"), options.events());
    truth = new BufferedOutputStream(Files.newOutputStream(directory.resolve("truth.jsonl")));
  }

  public void write(Campaigns shopCampaigns) throws IOException {
    for (ShopCampaign version : shopCampaigns.versions()) {
      campaigns.addAnywhere(version.json(campaigns.style()));
    }
  }

  public void write(Story story) throws IOException {
    for (ShopCustomer version : story.versions()) {
      customers.addAnywhere(version.json(customers.style()));
    }
    for (ShopEvent event : story.events()) {
      events.add(event.time(), event.json(events.style()));
      touches += event.isTouch() ? 1 : 0;
      if (AccessLine.has(event)) {
        hits.addOnce(event.time(), AccessLine.of(event, hits.style()));
      }
    }
    for (ShopOrder order : story.orders()) {
      orders.add(order.time(), order.json(orders.style()));
    }
    for (OrderTruth order : story.truths()) {
      truth.write(order.json().bytes());
      truth.write('\n');
    }
  }

  public GeneratedShop finish() throws IOException {
    events.addMalformed(Malformed.EVENTS);
    orders.addMalformed(Malformed.ORDERS);
    hits.addMalformed(Malformed.HITS);
    truth.close();
    Path summary = directory.resolve("truth.json");
    GeneratedShop shop =
        new GeneratedShop(
            options,
            directory.resolve("events.jsonl"),
            directory.resolve("orders.jsonl"),
            directory.resolve("customers.jsonl"),
            directory.resolve("campaigns.jsonl"),
            directory.resolve("access.log"),
            directory.resolve("truth.jsonl"),
            summary,
            events.write(),
            orders.write(),
            customers.write(),
            campaigns.write(),
            hits.write(),
            touches);
    Files.writeString(summary, shop.json().text() + "\n");
    return shop;
  }

  @Override
  public void close() throws IOException {
    truth.close();
    events.close();
    orders.close();
    customers.close();
    campaigns.close();
    hits.close();
  }
}
