package dev.headwater.lake.server.mirror;

import dev.headwater.lake.server.duck.Names;
import dev.headwater.lake.server.duck.TableColumns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The lake's rows of a table at one snapshot, as Parquet files that need no merging.
 *
 * @param snapshot of the lake
 * @param groups the files, by the columns they hold
 * @param merged how many of the files the engine wrote itself
 * @param rows in the files that tiering wrote, older versions of rows included
 * @param copies files of a bucket's that were copied to this machine, to be read or to be merged
 */
public record LakePart(
    long snapshot, List<Group> groups, int merged, long rows, List<Path> copies) {
  /**
   * Files with the same columns.
   *
   * @param columns names of the columns
   */
  record Group(List<String> columns, List<Path> files) {
    Group {
      columns = List.copyOf(columns);
      files = List.copyOf(files);
    }

    /** Puts files together, each with the columns it holds. */
    static List<Group> of(List<MergedFiles.Source> files) {
      Map<List<String>, List<Path>> byColumns = new LinkedHashMap<>();
      for (MergedFiles.Source file : files) {
        byColumns.computeIfAbsent(file.columns(), any -> new ArrayList<>()).add(file.file());
      }
      return byColumns.entrySet().stream().map(e -> new Group(e.getKey(), e.getValue())).toList();
    }
  }

  public LakePart {
    groups = List.copyOf(groups);
    copies = List.copyOf(copies);
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  public List<Path> files() {
    return groups.stream().flatMap(group -> group.files().stream()).toList();
  }

  /** A query of all rows. */
  String select(TableColumns columns) {
    if (isEmpty()) {
      return "SELECT " + columns.castFrom(List.of()) + " WHERE false";
    }
    return union(groups, columns::castFrom);
  }

  /** A query of all rows of some files, with what is selected where these columns are present. */
  static String union(List<Group> groups, Function<List<String>, String> selected) {
    return groups.stream()
        .map(
            group ->
                "SELECT %s FROM %s".formatted(selected.apply(group.columns()), scan(group.files())))
        .collect(Collectors.joining(" UNION ALL "));
  }

  /** Characters that would make a path a pattern are taken as they are. */
  static String scan(List<Path> files) {
    return files.stream()
        .map(file -> Names.literal(file.toString().replaceAll("[\\[*?]", "[$0]")))
        .collect(Collectors.joining(", ", "read_parquet([", "])"));
  }
}
