package dev.headwater.lake.tables;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** The product's views, one file each. */
public final class Views {
  private static final String FOLDER = "lake/sql/views";

  private Views() {}

  /**
   * One view.
   *
   * @param comment the file's first line, without its dashes and the view's name
   * @param select the query behind it, without its semicolon
   */
  public record View(String comment, String select) {}

  /** Every view by its name; a view comes after those it reads. */
  public static Map<String, View> all() {
    Map<String, String> texts = SqlResources.in(FOLDER);
    Map<String, View> views = new LinkedHashMap<>();
    temporaryStatements()
        .forEach(
            (name, statement) ->
                views.put(
                    name,
                    new View(
                        texts
                            .get(name)
                            .lines()
                            .findFirst()
                            .orElse("")
                            .replaceFirst("^--\\s*(" + name + ":\\s*)?", ""),
                        statement.substring(statement.indexOf(" AS\n") + " AS\n".length()))));
    return views;
  }

  /**
   * Statements that make the views in a Flink session, for as long as it lasts; a catalog cannot
   * have them, because it would have to know their columns. They are to run while the catalog and
   * database that hold the tables are the current ones.
   *
   * @return view name to {@code CREATE TEMPORARY VIEW} statement, without its semicolon; a view
   *     comes after those it reads
   * @throws LakeException when a file is not {@code CREATE VIEW IF NOT EXISTS} of its own name, or
   *     when views read each other in a circle
   */
  public static Map<String, String> temporaryStatements() {
    return temporaryStatements(SqlResources.in(FOLDER));
  }

  /**
   * Those of the {@link #temporaryStatements()} that a query needs: of the views it names and of
   * those they read.
   */
  public static Map<String, String> neededBy(String sql) {
    return neededBy(sql, temporaryStatements());
  }

  static Map<String, String> neededBy(String sql, Map<String, String> statements) {
    List<String> names = new ArrayList<>(statements.keySet());
    Collections.reverse(names);
    Map<String, String> needed = new LinkedHashMap<>(statements);
    String text = sql;
    for (String name : names) {
      if (Pattern.compile("\\b" + name + "\\b").matcher(text).find()) {
        text += statements.get(name);
      } else {
        needed.remove(name);
      }
    }
    return needed;
  }

  static Map<String, String> temporaryStatements(SortedMap<String, String> texts) {
    Map<String, String> statements = new LinkedHashMap<>();
    while (statements.size() < texts.size()) {
      int before = statements.size();
      texts.forEach(
          (name, text) -> {
            if (texts.keySet().stream()
                .allMatch(view -> statements.containsKey(view) || !reads(text, view))) {
              statements.putIfAbsent(name, temporary(name, text));
            }
          });
      if (statements.size() == before) {
        throw new LakeException(
            Actor.INTERNAL,
            "views in %s read each other in a circle; made so far: %s"
                .formatted(FOLDER, statements.keySet()));
      }
    }
    return statements;
  }

  private static boolean reads(String text, String view) {
    return Pattern.compile("\\b(FROM|JOIN)\\s+" + view + "\\b").matcher(text).find();
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
