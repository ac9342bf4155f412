package dev.headwater.batch;

/**
 * Rows that were found wrong.
 *
 * @param missing right rows that are not served
 * @param invented served rows that should not be
 * @param different rows with another content than they should have
 */
record Counts(long missing, long invented, long different) {
  static final Counts NONE = new Counts(0, 0, 0);

  Counts plus(Counts more) {
    return new Counts(missing + more.missing, invented + more.invented, different + more.different);
  }

  long all() {
    return missing + invented + different;
  }
}
