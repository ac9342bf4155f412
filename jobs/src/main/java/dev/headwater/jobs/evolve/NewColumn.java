package dev.headwater.jobs.evolve;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A column to be added.
 *
 * @param type as SQL writes it; may be null in every row
 */
public record NewColumn(String table, String name, String type) {
  /** What ingest can fill, and every engine that reads the tables knows. */
  static final List<String> TYPES =
      List.of("STRING", "INT", "BIGINT", "DOUBLE", "BOOLEAN", "DECIMAL(18, 2)", "TIMESTAMP_LTZ(3)");

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  public NewColumn {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' cannot name a column: lower-case letters, digits and underscores, a letter first"
              .formatted(name));
    }
    String given = type.toUpperCase(Locale.ROOT).replaceAll("\\s*,\\s*", ", ").strip();
    if (given.endsWith("NOT NULL")) {
      throw new IllegalArgumentException(
          "%s of %s cannot be NOT NULL: the rows that are there have no value of it; leave NOT NULL out"
              .formatted(name, table));
    }
    if (!TYPES.contains(given)) {
      throw new IllegalArgumentException(
          "the type of %s is '%s'; give one of %s".formatted(name, type, String.join("; ", TYPES)));
    }
    type = given;
  }

  /** How the definition of a table declares it. */
  String declaration(String archiveType) {
    return "%s %s COMMENT 'added later, null in the rows before'".formatted(name, archiveType);
  }

  /** Iceberg keeps times to the microsecond. */
  String archiveType() {
    return type.equals("TIMESTAMP_LTZ(3)") ? "TIMESTAMP_LTZ(6)" : type;
  }
}
