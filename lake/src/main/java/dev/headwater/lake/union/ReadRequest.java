package dev.headwater.lake.union;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.fluss.metadata.TablePath;

/**
 * What a {@link TableRead} is to return.
 *
 * @param table the table in Fluss
 * @param side the part of it
 * @param columns names in the order of the result, none for a mere count; absent for all
 * @param partitions names of the hot partitions to read; empty for all
 * @param lakeOptions options of the lake's catalog, such as {@code warehouse}; they win over those
 *     the cluster announces
 */
public record ReadRequest(
    TablePath table,
    Side side,
    Optional<List<String>> columns,
    Set<String> partitions,
    Map<String, String> lakeOptions) {
  public ReadRequest {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(side, "side");
    columns = columns.map(List::copyOf);
    partitions = Set.copyOf(partitions);
    lakeOptions = Map.copyOf(lakeOptions);
  }

  /** All columns, with the lake as the cluster announces it. */
  public static ReadRequest of(TablePath table, Side side) {
    return new ReadRequest(table, side, Optional.empty(), Set.of(), Map.of());
  }

  public ReadRequest withColumns(List<String> names) {
    return new ReadRequest(table, side, Optional.of(names), partitions, lakeOptions);
  }

  public ReadRequest withPartitions(Set<String> names) {
    return new ReadRequest(table, side, columns, names, lakeOptions);
  }
}
