package dev.headwater.ingest.rows;

/** A place between two lines of a source. */
@FunctionalInterface
public interface Place {

  /**
   * Everything before the place is safe.
   *
   * @param counts of all records before it
   * @param sentMillis wall clock; what lies behind the place was written after it
   */
  void acknowledge(Counts counts, long sentMillis);
}
