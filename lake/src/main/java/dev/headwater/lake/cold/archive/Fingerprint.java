package dev.headwater.lake.cold.archive;

/**
 * Rows as a multiset: equal for the same rows in any order, and for no others that anybody meets.
 *
 * @param rows how many
 * @param first sum of the first halves of the rows' MD5
 * @param second sum of the second halves
 */
record Fingerprint(long rows, long first, long second) {
  static final Fingerprint NONE = new Fingerprint(0, 0, 0);

  Fingerprint plus(Fingerprint other) {
    return new Fingerprint(rows + other.rows, first + other.first, second + other.second);
  }
}
