package dev.headwater.lake.catalogs;

import dev.headwater.lake.LakeException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * How Iceberg's catalog {@code cold} is opened: a SQLite file with its data files beside it, or
 * what {@value #FILE} in its directory says, which Spark's commands read too.
 */
final class ColdOptions {
  static final String FILE = "catalog.properties";
  private static final String KIND = "catalog-impl";

  private ColdOptions() {}

  /**
   * Options as Iceberg takes them.
   *
   * @param directory of the cold catalog
   * @throws LakeException as USER when the file cannot be used
   */
  static Map<String, String> in(Path directory) {
    Path file = directory.resolve(FILE);
    return Files.exists(file)
        ? read(file)
        : Map.of(
            KIND,
            "org.apache.iceberg.jdbc.JdbcCatalog",
            "uri",
            "jdbc:sqlite:" + directory.resolve("catalog.db"),
            "warehouse",
            directory.resolve("warehouse").toString());
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader text = Files.newBufferedReader(file)) {
      properties.load(text);
    } catch (IOException | IllegalArgumentException e) {
      throw LakeException.user(file + " cannot be read: " + e, e);
    }
    if (!properties.containsKey(KIND)) {
      throw LakeException.user(
          file + " has no " + KIND + ", such as org.apache.iceberg.rest.RESTCatalog");
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
  }
}
