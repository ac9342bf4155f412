package dev.headwater.ingest.fault;

/** Values in messages: quoted, and cut to a length that a person reads. */
public final class Quoted {
  private static final int SHOWN = 80;

  private Quoted() {}

  public static String of(String value) {
    return value.length() <= SHOWN
        ? "'" + value + "'"
        : "'" + value.substring(0, SHOWN) + "…' (" + value.length() + " characters)";
  }
}
