package dev.headwater.ingest.record;

import java.util.Objects;

/** A field of a record. Its name is also the name of its column. */
public record Field(String name, FieldKind kind, Presence presence) {
  enum Presence {
    REQUIRED,
    OPTIONAL
  }

  public Field {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(presence, "presence");
  }

  static Field required(String name, FieldKind kind) {
    return new Field(name, kind, Presence.REQUIRED);
  }

  public static Field optional(String name, FieldKind kind) {
    return new Field(name, kind, Presence.OPTIONAL);
  }

  public boolean isRequired() {
    return presence == Presence.REQUIRED;
  }

  /**
   * The column's value for a text.
   *
   * @return null for an empty or blank text: absent
   */
  public Object parse(String text) throws BadRecordException {
    return text.isBlank() ? null : kind.parse(name, text);
  }
}
