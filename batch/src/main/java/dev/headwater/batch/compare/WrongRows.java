package dev.headwater.batch.compare;

/**
 * Rows that were found wrong.
 *
 * @param missing right rows that are not served
 * @param invented served rows that should not be
 * @param different rows with another content than they should have
 */
public record WrongRows(long missing, long invented, long different) {
  static final WrongRows NONE = new WrongRows(0, 0, 0);

  WrongRows plus(WrongRows more) {
    return new WrongRows(
        missing + more.missing, invented + more.invented, different + more.different);
  }

  public long all() {
    return missing + invented + different;
  }
}
