package dev.headwater.lake.tables;

import dev.headwater.lake.LakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.fluss.metadata.Schema;
import org.apache.fluss.metadata.TableChange;
import org.apache.fluss.metadata.TableDescriptor;
import org.apache.fluss.metadata.TableInfo;

/** Compares a table's file with the table that exists. Comments do not count. */
public final class TableDifference {
  /** What changes the meaning of a table; the server fills in other properties by itself. */
  private static final Set<String> MEANINGFUL =
      Set.of(
          "table.merge-engine",
          "table.merge-engine.versioned.ver-column",
          "table.datalake.enabled",
          "table.auto-partition.enabled");

  private static final List<String> OWN = List.of("headwater.", "client.");

  private TableDifference() {}

  /**
   * Checks that there are none.
   *
   * @throws LakeException with all of them
   */
  public static void requireNone(List<String> differences) {
    if (!differences.isEmpty()) {
      throw LakeException.user(
          "existing tables differ from their definitions:\n  %s\nBring the file back to what exists, or start on an empty data directory."
              .formatted(String.join("\n  ", differences)));
    }
  }

  /** One line a difference, showing both sides; empty when they match. */
  static List<String> between(TableDefinition definition, TableInfo existing) {
    TableDescriptor wanted = definition.descriptor();
    List<String> lines = ofColumns(definition, existing);
    compare(
        lines,
        definition,
        "primary key",
        wanted.getSchema().getPrimaryKeyColumnNames(),
        existing.getSchema().getPrimaryKeyColumnNames());
    compare(
        lines,
        definition,
        "partition keys",
        wanted.getPartitionKeys(),
        existing.getPartitionKeys());
    if (!wanted.getBucketKeys().isEmpty()) {
      compare(lines, definition, "bucket keys", wanted.getBucketKeys(), existing.getBucketKeys());
    }
    properties(lines, definition, wanted.getProperties(), existing.getProperties().toMap());
    properties(
        lines, definition, wanted.getCustomProperties(), existing.getCustomProperties().toMap());
    return lines;
  }

  /** The same of the columns alone. */
  static List<String> ofColumns(TableDefinition definition, TableInfo existing) {
    List<String> lines = new ArrayList<>();
    compare(
        lines,
        definition,
        "columns",
        columns(definition.descriptor().getSchema()),
        columns(existing.getSchema()));
    return lines;
  }

  /** What brings the table's options that say how it is used to where the definition has them. */
  static List<TableChange> ofOwnOptions(TableDefinition definition, TableInfo existing) {
    Map<String, String> current = existing.getCustomProperties().toMap();
    List<TableChange> changes = new ArrayList<>();
    definition
        .descriptor()
        .getCustomProperties()
        .forEach(
            (key, value) -> {
              if (OWN.stream().anyMatch(key::startsWith) && !value.equals(current.get(key))) {
                changes.add(TableChange.set(key, value));
              }
            });
    return changes;
  }

  /**
   * Columns that the definition has behind those of the table. Only what may be null can follow:
   * the rows that are there have no value of it.
   */
  static List<TableChange> ofNewColumns(TableDefinition definition, TableInfo existing) {
    List<Schema.Column> wanted = definition.descriptor().getSchema().getColumns();
    int known = existing.getSchema().getColumns().size();
    if (wanted.size() <= known
        || !columns(definition.descriptor().getSchema())
            .subList(0, known)
            .equals(columns(existing.getSchema()))) {
      return List.of();
    }
    List<Schema.Column> added = wanted.subList(known, wanted.size());
    if (!added.stream().allMatch(column -> column.getDataType().isNullable())) {
      return List.of();
    }
    return added.stream()
        .<TableChange>map(
            column ->
                TableChange.addColumn(
                    column.getName(),
                    column.getDataType(),
                    column.getComment().orElse(null),
                    TableChange.ColumnPosition.last()))
        .toList();
  }

  private static List<String> columns(Schema schema) {
    return schema.getColumns().stream()
        .map(column -> column.getName() + " " + column.getDataType())
        .toList();
  }

  private static void properties(
      List<String> lines,
      TableDefinition definition,
      Map<String, String> wanted,
      Map<String, String> existing) {
    Set<String> keys = new TreeSet<>(wanted.keySet());
    keys.addAll(existing.keySet());
    keys.removeIf(key -> !wanted.containsKey(key) && !MEANINGFUL.contains(key));
    for (String key : keys) {
      compare(lines, definition, "'" + key + "'", wanted.get(key), existing.get(key));
    }
  }

  private static void compare(
      List<String> lines, TableDefinition definition, String part, Object wanted, Object existing) {
    if (!Objects.equals(wanted, existing)) {
      lines.add(
          "%s: %s: the file says %s, the table has %s"
              .formatted(
                  definition.name(),
                  part,
                  Objects.requireNonNullElse(wanted, "nothing"),
                  Objects.requireNonNullElse(existing, "nothing")));
    }
  }
}
