package dev.headwater.ingest.generate.seed;

/** How the lines of the generated files follow each other. */
public enum LineOrder {
  /**
   * Roughly by event time, as records arrive: seconds of jitter, and a share that is late by hours
   * or days.
   */
  ARRIVAL,
  /** In no order at all. */
  SHUFFLED
}
