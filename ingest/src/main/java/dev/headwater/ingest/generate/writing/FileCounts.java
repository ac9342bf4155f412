package dev.headwater.ingest.generate.writing;

/**
 * Lines of one generated file: {@code lines = distinct + duplicates + malformed}.
 *
 * @param lines all lines
 * @param distinct different good records
 * @param duplicates good lines that repeat a record
 * @param malformed lines that must be rejected
 */
public record FileCounts(long lines, long distinct, long duplicates, long malformed) {

  public FileCounts {
    if (distinct + duplicates + malformed != lines) {
      throw new IllegalArgumentException(
          "Lost count: %d distinct, %d duplicates and %d malformed are not %d lines."
              .formatted(distinct, duplicates, malformed, lines));
    }
  }
}
