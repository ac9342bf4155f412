package dev.headwater.ingest.generate.writing;

import dev.headwater.ingest.generate.seed.GeneratorOptions;
import dev.headwater.ingest.generate.seed.JsonLine;
import java.nio.file.Path;

/**
 * A shop on disk.
 *
 * @param options what was asked for
 * @param events file of behavioural events
 * @param orders file of orders
 * @param customers file of customer versions
 * @param campaigns file of campaign versions
 * @param hits web log of the page views and clicks in combined format, none of them twice
 * @param truth file with the truth of each order, see {@code Truth#read}
 * @param summary file with the options and the counts below as one JSON object
 * @param eventCounts lines of the events file
 * @param orderCounts lines of the orders file
 * @param customerCounts lines of the customers file
 * @param campaignCounts lines of the campaigns file
 * @param hitCounts lines of the web log
 * @param touches distinct events that are touches
 */
public record GeneratedShop(
    GeneratorOptions options,
    Path events,
    Path orders,
    Path customers,
    Path campaigns,
    Path hits,
    Path truth,
    Path summary,
    FileCounts eventCounts,
    FileCounts orderCounts,
    FileCounts customerCounts,
    FileCounts campaignCounts,
    FileCounts hitCounts,
    long touches) {

  /** Malformed lines of all files. */
  public long malformed() {
    return eventCounts.malformed()
        + orderCounts.malformed()
        + customerCounts.malformed()
        + campaignCounts.malformed()
        + hitCounts.malformed();
  }

  JsonLine json() {
    return new JsonLine()
        .value("seed", options.seed())
        .value("days", options.days())
        .string("start", options.start().toString())
        .value("lateness", options.lateness())
        .value("duplicates", options.duplicates())
        .value("bots", options.bots())
        .value("malformed", options.malformed())
        .string("order", options.order().name())
        .value("events", eventCounts)
        .value("orders", orderCounts)
        .value("customers", customerCounts)
        .value("campaigns", campaignCounts)
        .value("hits", hitCounts)
        .value("touches", touches);
  }
}
