package dev.headwater.ingest.generate.seed;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What to generate. The same options give the same bytes.
 *
 * @param events number of distinct events, 1 or more; duplicates and malformed lines come on top
 * @param seed any number
 * @param days length of the story, 1 to 34, so that all of it fits into the default hot horizon;
 *     edges of the 7-day window are there from 7 days on
 * @param start first instant of the story, whole milliseconds
 * @param lateness share of lines that arrive hours or days late, 0 to 1
 * @param duplicates share of lines that come twice, 0 to 1
 * @param bots share of events made by bots, 0 to 0.9
 * @param malformed malformed lines as a share of good ones, 0 to 1
 * @param order how lines follow each other
 */
public record GeneratorOptions(
    long events,
    long seed,
    int days,
    Instant start,
    double lateness,
    double duplicates,
    double bots,
    double malformed,
    LineOrder order) {

  public GeneratorOptions {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(order, "order");
    List<String> problems = new ArrayList<>();
    if (events < 1) {
      problems.add("events must be 1 or more, not " + events);
    }
    if (days < 1 || days > 34) {
      problems.add("days must be from 1 to 34, not " + days);
    }
    if (!start.equals(start.truncatedTo(ChronoUnit.MILLIS))) {
      problems.add("start must be whole milliseconds, not " + start);
    }
    checkShare("lateness", lateness, 1, problems);
    checkShare("duplicates", duplicates, 1, problems);
    checkShare("bots", bots, 0.9, problems);
    checkShare("malformed", malformed, 1, problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("Cannot generate: " + String.join("; ", problems) + ".");
    }
  }

  /** Whether there are events enough for every edge case and every kind of malformed line. */
  public boolean hasEdges() {
    return events >= 1_000;
  }

  /** 10,000 events over the seven days from 2026-01-05, seed 1. */
  public static GeneratorOptions defaults() {
    Instant start = Instant.parse("2026-01-05T00:00:00Z");
    return new GeneratorOptions(10_000, 1, 7, start, 0.02, 0.03, 0.05, 0.002, LineOrder.ARRIVAL);
  }

  public GeneratorOptions withEvents(long newEvents) {
    return new GeneratorOptions(
        newEvents, seed, days, start, lateness, duplicates, bots, malformed, order);
  }

  public GeneratorOptions withSeed(long newSeed) {
    return new GeneratorOptions(
        events, newSeed, days, start, lateness, duplicates, bots, malformed, order);
  }

  public GeneratorOptions withDays(int newDays) {
    return new GeneratorOptions(
        events, seed, newDays, start, lateness, duplicates, bots, malformed, order);
  }

  public GeneratorOptions withStart(Instant newStart) {
    return new GeneratorOptions(
        events, seed, days, newStart, lateness, duplicates, bots, malformed, order);
  }

  public GeneratorOptions withLateness(double newLateness) {
    return new GeneratorOptions(
        events, seed, days, start, newLateness, duplicates, bots, malformed, order);
  }

  public GeneratorOptions withDuplicates(double newDuplicates) {
    return new GeneratorOptions(
        events, seed, days, start, lateness, newDuplicates, bots, malformed, order);
  }

  public GeneratorOptions withBots(double newBots) {
    return new GeneratorOptions(
        events, seed, days, start, lateness, duplicates, newBots, malformed, order);
  }

  public GeneratorOptions withMalformed(double newMalformed) {
    return new GeneratorOptions(
        events, seed, days, start, lateness, duplicates, bots, newMalformed, order);
  }

  public GeneratorOptions withOrder(LineOrder newOrder) {
    return new GeneratorOptions(
        events, seed, days, start, lateness, duplicates, bots, malformed, newOrder);
  }

  /** Last instant of the story; only an order of an edge case lies a millisecond after it. */
  public Instant end() {
    return start.plus(Duration.ofDays(days));
  }

  private static void checkShare(String name, double share, double most, List<String> problems) {
    if (!(share >= 0 && share <= most)) {
      problems.add(name + " must be a share from 0 to " + most + ", not " + share);
    }
  }
}
