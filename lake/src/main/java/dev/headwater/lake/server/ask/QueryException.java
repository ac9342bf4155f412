package dev.headwater.lake.server.ask;

import dev.headwater.lake.LakeException.Actor;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.OptionalInt;

/** A query that was refused or failed. */
public sealed class QueryException extends RuntimeException permits ForbiddenException {
  private static final long serialVersionUID = 1L;

  private final Actor actor;
  private final transient OptionalInt position;

  public QueryException(Actor actor, String message, OptionalInt position, Throwable cause) {
    super(message, cause);
    this.actor = Objects.requireNonNull(actor, "actor");
    this.position = position;
  }

  public QueryException(Actor actor, String message, Throwable cause) {
    this(actor, message, OptionalInt.empty(), cause);
  }

  public static QueryException refused(String message) {
    return refused(message, OptionalInt.empty());
  }

  public static QueryException refused(String message, OptionalInt position) {
    return new QueryException(Actor.USER, message, position, null);
  }

  /** The same, told of this query: DuckDB counts the bytes of UTF-8 up to the fault. */
  public QueryException within(String sql) {
    if (position().isEmpty()) {
      return this;
    }
    byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
    int before = Math.min(position().getAsInt(), bytes.length);
    int characters = new String(bytes, 0, before, StandardCharsets.UTF_8).length();
    return new QueryException(actor, getMessage(), OptionalInt.of(characters), this);
  }

  /** Who must act. */
  public Actor actor() {
    return actor;
  }

  /** Index of the character in the query where the fault is, when it is known. */
  public OptionalInt position() {
    return position == null ? OptionalInt.empty() : position;
  }
}
