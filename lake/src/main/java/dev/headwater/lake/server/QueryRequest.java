package dev.headwater.lake.server;

import dev.headwater.lake.union.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A question.
 *
 * @param sql one reading statement
 * @param side what names without a schema mean
 * @param parameters values of its question marks, in order; null is null
 */
public record QueryRequest(String sql, Side side, List<Object> parameters) {
  public QueryRequest {
    Objects.requireNonNull(sql, "sql");
    Objects.requireNonNull(side, "side");
    parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
  }

  /** All of it, without parameters. */
  public static QueryRequest of(String sql) {
    return new QueryRequest(sql, Side.ALL, List.of());
  }

  public QueryRequest on(Side other) {
    return new QueryRequest(sql, other, parameters);
  }
}
