package dev.headwater.jobs.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The lines of many cases in one file to ingest, which knows whose each line is. */
final class SharedFile {
  private final Path path;
  private final List<String> lines = new ArrayList<>();
  private final NavigableMap<Long, GivenFile> byFirstLine = new TreeMap<>();

  /**
   * A line of a given file.
   *
   * @param number from 1
   */
  record Place(GivenFile file, long number) {}

  SharedFile(Path path) {
    this.path = path;
  }

  void add(GivenFile file) {
    byFirstLine.put(lines.size() + 1L, file);
    lines.addAll(file.lines());
  }

  Path write() throws IOException {
    return Files.write(path, lines).toRealPath();
  }

  /** Where a line of this file was given. */
  Place place(long line) {
    long first = byFirstLine.floorKey(line);
    return new Place(byFirstLine.get(first), line - first + 1);
  }
}
