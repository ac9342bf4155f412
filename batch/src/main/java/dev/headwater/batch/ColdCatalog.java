package dev.headwater.batch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The Iceberg catalog {@code cold}, kept in a SQLite file beside its data files.
 *
 * @param database SQLite file that maps table names to their current metadata; made on first use
 * @param warehouse directory that holds the metadata and data files; made on first use
 */
public record ColdCatalog(Path database, Path warehouse) {
  /** Part of every row in the database: an engine that uses another name sees an empty catalog. */
  public static final String NAME = "cold";

  /**
   * @throws IllegalArgumentException when the database's directory does not exist: SQLite makes
   *     files, not directories
   */
  public ColdCatalog {
    database = database.toAbsolutePath().normalize();
    warehouse = warehouse.toAbsolutePath().normalize();
    Path directory = database.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "The cold catalog's database cannot be "
              + database
              + ": its directory does not exist. Create it, or name the cold directory of the"
              + " platform.");
    }
  }

  /** The catalog in the platform's cold directory, with the file names every engine uses. */
  public static ColdCatalog in(Path directory) {
    return new ColdCatalog(directory.resolve("catalog.db"), directory.resolve("warehouse"));
  }

  /** Spark configuration that makes the catalog known to a session under {@link #NAME}. */
  public Map<String, String> sparkOptions() {
    String catalog = "spark.sql.catalog." + NAME;
    return Map.of(
        "spark.sql.extensions",
        "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
        catalog,
        "org.apache.iceberg.spark.SparkCatalog",
        catalog + ".catalog-impl",
        "org.apache.iceberg.jdbc.JdbcCatalog",
        catalog + ".uri",
        "jdbc:sqlite:" + database,
        catalog + ".warehouse",
        warehouse.toString());
  }
}
