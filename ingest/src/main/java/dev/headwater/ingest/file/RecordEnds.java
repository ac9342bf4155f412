package dev.headwater.ingest.file;

import java.util.Optional;

/**
 * Where the records of an input end. Is shown each byte once, in order, and remembers what it has
 * seen of the record that is not ended yet.
 */
interface RecordEnds {

  /**
   * Looks on.
   *
   * @return index of the line end that ends the record, or -1 when none of these bytes does
   */
  int find(byte[] buffer, int from, int to);

  /** How many lines it has seen of the record, that with its end included. */
  default long lines() {
    return 1;
  }

  /**
   * Why the record has no end although the input has ended; empty when the input's end is as good.
   *
   * @param firstLine number of the record's first line
   */
  default Optional<String> broken(long firstLine) {
    return Optional.empty();
  }

  /** Forgets the record: the next byte begins another. */
  default void begin() {}

  /** Each line is a record. */
  static RecordEnds lineByLine() {
    return (buffer, from, to) -> {
      for (int i = from; i < to; i++) {
        if (buffer[i] == '\n') {
          return i;
        }
      }
      return -1;
    };
  }
}
