package dev.headwater.batch.run;

import dev.headwater.batch.fault.BatchException;
import dev.headwater.batch.fault.BatchException.Actor;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The Iceberg catalog {@code cold}: a SQLite file with its data files beside it, or what {@value
 * #FILE} in its directory says, which the platform's other engines read too.
 *
 * @param directory of the cold catalog
 * @param options as Iceberg takes them
 */
public record ColdCatalog(Path directory, Map<String, String> options) {
  /** Part of every row in the database: an engine that uses another name sees an empty catalog. */
  public static final String NAME = "cold";

  private static final String FILE = "catalog.properties";
  private static final String KIND = "catalog-impl";
  private static final String WAREHOUSE = "warehouse";

  public ColdCatalog {
    options = Map.copyOf(options);
  }

  /**
   * The platform's catalog.
   *
   * @throws IllegalArgumentException when its directory does not exist: SQLite makes files, not
   *     directories
   * @throws BatchException as USER when the file with its options cannot be used
   */
  public static ColdCatalog in(Path named) {
    Path directory = named.toAbsolutePath().normalize();
    Path file = directory.resolve(FILE);
    if (Files.exists(file)) {
      return new ColdCatalog(directory, read(file));
    }
    Path database = directory.resolve("catalog.db");
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "The cold catalog's database cannot be "
              + database
              + ": its directory does not exist. Create it, or name the cold directory of the"
              + " platform.");
    }
    return new ColdCatalog(
        directory,
        Map.of(
            KIND,
            "org.apache.iceberg.jdbc.JdbcCatalog",
            "uri",
            "jdbc:sqlite:" + database,
            WAREHOUSE,
            directory.resolve(WAREHOUSE).toString()));
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader text = Files.newBufferedReader(file)) {
      properties.load(text);
    } catch (IOException | IllegalArgumentException e) {
      throw new BatchException(Actor.USER, file + " cannot be read: " + e, e);
    }
    if (!properties.containsKey(KIND)) {
      throw new BatchException(
          Actor.USER, file + " has no " + KIND + ", such as org.apache.iceberg.rest.RESTCatalog");
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }

  /** A directory that every run has to be able to write to: the warehouse, where it is one. */
  public Path writable() {
    Path warehouse = directory.resolve(WAREHOUSE);
    return warehouse.toString().equals(options.get(WAREHOUSE)) ? warehouse : directory;
  }

  /** Spark configuration that makes the catalog known to a session under {@link #NAME}. */
  public Map<String, String> sparkOptions() {
    String catalog = "spark.sql.catalog." + NAME;
    Map<String, String> spark = new HashMap<>();
    spark.put(
        "spark.sql.extensions",
        "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions");
    spark.put(catalog, "org.apache.iceberg.spark.SparkCatalog");
    options.forEach((name, value) -> spark.put(catalog + '.' + name, value));
    return spark;
  }
}
