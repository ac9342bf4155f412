package dev.headwater.lake.server.ask;

import dev.headwater.lake.union.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A question.
 *
 * @param sql one reading statement
 * @param side what names without a schema mean
 * @param parameters values of its question marks, in order; null is null
 * @param asOf the point of history to read; empty for now
 * @param reader who asks
 */
public record QueryRequest(
    String sql, Side side, List<Object> parameters, Optional<AsOf> asOf, Reader reader) {
  public QueryRequest {
    Objects.requireNonNull(sql, "sql");
    Objects.requireNonNull(side, "side");
    Objects.requireNonNull(reader, "reader");
    parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    if (asOf.isPresent() && side != Side.HISTORY) {
      throw new IllegalArgumentException("only history has earlier points; read it with --history");
    }
  }

  public QueryRequest(String sql, Side side, List<Object> parameters, Optional<AsOf> asOf) {
    this(sql, side, parameters, asOf, Reader.ANYONE);
  }

  public QueryRequest(String sql, Side side, List<Object> parameters) {
    this(sql, side, parameters, Optional.empty());
  }

  /** All of it, without parameters. */
  public static QueryRequest of(String sql) {
    return new QueryRequest(sql, Side.ALL, List.of());
  }

  public QueryRequest on(Side other) {
    return new QueryRequest(sql, other, parameters, asOf, reader);
  }

  /** History as of a point. */
  public QueryRequest at(AsOf point) {
    return new QueryRequest(sql, Side.HISTORY, parameters, Optional.of(point), reader);
  }

  /** Asked by this reader. */
  public QueryRequest by(Reader other) {
    return new QueryRequest(sql, side, parameters, asOf, other);
  }
}
