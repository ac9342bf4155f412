package dev.headwater.batch;

/** What becomes of a record when it meets the versions that are known. */
enum Outcome {
  /** A newer version that says something else: is appended. */
  NEW(""),
  /** Says what the version before it says. */
  SAME(""),
  /** Older than the newest version known. */
  OLDER("older than the version of "),
  /** The file has another record of the same key and version. */
  TWICE("another line has the same key and updated_at, but says something else"),
  /** The version is known, with other content. */
  OTHER(
      "this version is known already, but says something else; give the change a newer updated_at");

  private final String reason;

  Outcome(String reason) {
    this.reason = reason;
  }

  /** Why the record is not loaded; empty when there is nothing to say. */
  String reason() {
    return reason;
  }
}
