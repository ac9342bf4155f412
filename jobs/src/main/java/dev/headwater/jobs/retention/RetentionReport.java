package dev.headwater.jobs.retention;

import java.util.List;

/**
 * What one look of retention found and did.
 *
 * @param looked when, ISO-8601
 * @param oldest oldest day that is looked into, yyyy-MM-dd; null while nothing was ingested
 * @param droppedBefore days before this one were dropped, by this look or one before; null when
 *     none was
 * @param kept days before the oldest that are still hot, and why
 * @param dropped what this look dropped, table and day
 */
public record RetentionReport(
    String looked, String oldest, String droppedBefore, List<KeptDay> kept, List<String> dropped) {
  /** Of a platform that retention has not looked at. */
  public static final RetentionReport NONE =
      new RetentionReport(null, null, null, List.of(), List.of());

  public RetentionReport {
    kept = List.copyOf(kept);
    dropped = List.copyOf(dropped);
  }
}
