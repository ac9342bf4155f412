package dev.headwater.jobs.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Writes catalogs where Flink's file catalog store finds them: one YAML file a catalog. */
final class CatalogStore {
  private CatalogStore() {}

  static void write(Path directory, Map<String, Map<String, String>> catalogs) throws IOException {
    Files.createDirectories(directory);
    for (Map.Entry<String, Map<String, String>> catalog : catalogs.entrySet()) {
      StringBuilder yaml = new StringBuilder();
      new TreeMap<>(catalog.getValue())
          .forEach(
              (key, value) -> yaml.append(key).append(": ").append(quoted(value)).append('\n'));
      Files.writeString(directory.resolve(catalog.getKey() + ".yaml"), yaml.toString());
    }
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
