package dev.headwater.jobs.cases;

import dev.headwater.jobs.StoredRows;
import dev.headwater.lake.tables.Views;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What stands in the tables and views: each is read once, for all cases. */
final class FoundRows {
  private final StoredRows stored;
  private final Map<String, SharedFile> filesBySource;
  private final Map<String, Set<String>> columnsByTable = new TreeMap<>();
  private final Map<String, List<Map<String, Object>>> rowsByTable = new HashMap<>();

  FoundRows(StoredRows stored, List<Case> cases, Map<String, SharedFile> filesBySource) {
    this.stored = stored;
    this.filesBySource = filesBySource;
    for (Case one : cases) {
      for (ExpectedTable table : one.expected()) {
        columnsByTable
            .computeIfAbsent(table.table(), name -> new LinkedHashSet<>())
            .addAll(table.columns());
      }
    }
  }

  /** The rows of a case, with its prefix taken off, in the columns that it compares. */
  List<List<String>> of(Case owner, ExpectedTable table) {
    List<List<String>> rows = new ArrayList<>();
    for (Map<String, Object> row : rowsByTable.computeIfAbsent(table.table(), this::read)) {
      if (isOf(owner, table, row)) {
        rows.add(table.columns().stream().map(column -> cell(owner, row.get(column))).toList());
      }
    }
    return rows;
  }

  private static String cell(Case owner, Object value) {
    return Cell.canonical(value).replace(Case.prefix(owner.name()), "");
  }

  private static boolean isOf(Case owner, ExpectedTable table, Map<String, Object> row) {
    String value = Cell.canonical(row.get(table.owner()));
    return table.owner().equals("currency")
        ? owner.currencies().contains(value)
        : value.startsWith(Case.prefix(owner.name()));
  }

  private List<Map<String, Object>> read(String table) {
    List<String> columns = List.copyOf(columnsByTable.get(table));
    List<List<Object>> found =
        Views.temporaryStatements().containsKey(table)
            ? stored.view(table, columns)
            : stored.table(table, columns);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (List<Object> values : found) {
      Map<String, Object> row = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        row.put(columns.get(i), values.get(i));
      }
      rows.add(placed(row));
    }
    return rows;
  }

  /** What was set aside came from a shared file: source and position become those of the case. */
  private Map<String, Object> placed(Map<String, Object> row) {
    SharedFile file = filesBySource.get(String.valueOf(row.get("source")));
    if (file != null) {
      SharedFile.Place place = file.place((Long) row.get("position"));
      row.put("source", Case.prefix(place.file().caseName()) + place.file().name());
      row.put("position", place.number());
    }
    return row;
  }
}
