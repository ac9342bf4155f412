package dev.headwater.lake.union;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.SqlResources;
import java.util.SortedMap;
import java.util.TreeMap;

/** The product's views, one file each. */
public final class Views {
  private static final String FOLDER = "lake/sql/views";

  private Views() {}

  /**
   * Statements that make the views in a Flink session, for as long as it lasts; a catalog cannot
   * have them, because it would have to know their columns. They are to run while the catalog and
   * database that hold the tables are the current ones.
   *
   * @return view name to {@code CREATE TEMPORARY VIEW} statement, without its semicolon
   * @throws LakeException when a file is not {@code CREATE VIEW IF NOT EXISTS} of its own name
   */
  public static SortedMap<String, String> temporaryStatements() {
    SortedMap<String, String> statements = new TreeMap<>();
    SqlResources.in(FOLDER).forEach((name, text) -> statements.put(name, temporary(name, text)));
    return statements;
  }

  private static String temporary(String name, String text) {
    String statement =
        String.join("\n", text.lines().filter(line -> !line.startsWith("--")).toList()).strip();
    String head = "CREATE VIEW IF NOT EXISTS " + name + " AS";
    if (!statement.startsWith(head + "\n") || !statement.endsWith(";")) {
      throw new LakeException(
          Actor.INTERNAL,
          FOLDER + "/" + name + ".sql must be one statement: " + head + " SELECT …;");
    }
    return "CREATE TEMPORARY VIEW IF NOT EXISTS "
        + statement.substring("CREATE VIEW IF NOT EXISTS ".length(), statement.length() - 1);
  }
}
