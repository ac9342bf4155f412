package dev.headwater.batch.load;

/**
 * One field of a record, and the column it is written to.
 *
 * @param name of both
 * @param kind what it may hold
 * @param isRequired whether a record without it is bad; a missing currency is the default one
 */
record LoadedField(String name, FieldKind kind, boolean isRequired) {
  static LoadedField required(String name, FieldKind kind) {
    return new LoadedField(name, kind, true);
  }

  static LoadedField optional(String name, FieldKind kind) {
    return new LoadedField(name, kind, false);
  }
}
