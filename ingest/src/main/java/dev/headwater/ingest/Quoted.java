package dev.headwater.ingest;

/** Values in messages: quoted, and cut to a length that a person reads. */
final class Quoted {
  private static final int SHOWN = 80;

  private Quoted() {}

  static String of(String value) {
    return value.length() <= SHOWN
        ? "'" + value + "'"
        : "'" + value.substring(0, SHOWN) + "…' (" + value.length() + " characters)";
  }
}
