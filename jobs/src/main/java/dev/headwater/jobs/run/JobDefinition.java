package dev.headwater.jobs.run;

import dev.headwater.jobs.sql.SqlScript;
import dev.headwater.jobs.sql.SqlStatement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One job as its file defines it.
 *
 * @param name the file's base name, which is the job's in Flink
 * @param sql the file's text
 * @param preparation statements before the one that starts the job
 * @param statement the INSERT or statement set that starts the job
 * @param promise the joins that the header promises
 */
public record JobDefinition(
    String name,
    String sql,
    List<SqlStatement> preparation,
    SqlStatement statement,
    PlanPromise promise) {
  private static final Pattern COLD_SOURCE = Pattern.compile("\\bFROM\\s+cold\\.(\\w+\\.\\w+)");

  public JobDefinition {
    preparation = List.copyOf(preparation);
  }

  /**
   * Reads a job file.
   *
   * @throws IllegalArgumentException when the file does not end with its one INSERT or statement
   *     set
   */
  public static JobDefinition parse(String name, String sql) {
    List<SqlStatement> statements = SqlScript.statements(sql);
    int last = statements.size() - 1;
    if (last < 0 || !startsJob(statements.get(last))) {
      throw new IllegalArgumentException(
          name + ".sql: the last statement must be the INSERT or EXECUTE STATEMENT SET of the job");
    }
    for (SqlStatement statement : statements.subList(0, last)) {
      if (startsJob(statement)) {
        throw new IllegalArgumentException(
            name
                + ".sql line "
                + statement.line()
                + ": one file is one job; put several INSERTs into one EXECUTE STATEMENT SET");
      }
    }
    return new JobDefinition(
        name, sql, statements.subList(0, last), statements.get(last), PlanPromise.of(name, sql));
  }

  private static boolean startsJob(SqlStatement statement) {
    String text = statement.text();
    return text.regionMatches(true, 0, "INSERT", 0, 6)
        || text.regionMatches(true, 0, "EXECUTE", 0, 7);
  }

  /** Whether the job writes the table. */
  public boolean writes(String table) {
    return names("INTO", table);
  }

  /** Whether the job writes or reads the table. */
  public boolean uses(String table) {
    return names("INTO|FROM|JOIN|TABLE", table);
  }

  /** Whether the job's statement has the column on a line of its own. */
  public boolean names(String column) {
    return statement
        .text()
        .lines()
        .anyMatch(line -> line.strip().replace(",", "").contains(column));
  }

  /** Table of the cold catalog, with its namespace, that feeds this job; empty for most. */
  public Optional<String> coldSource() {
    Matcher from = COLD_SOURCE.matcher(statement.text());
    return from.find() ? Optional.of(from.group(1)) : Optional.empty();
  }

  /** How far it may go back when its newest snapshot cannot be read. */
  public Fallback fallback() {
    return Fallback.of(statement.text());
  }

  /** What the job keeps its table equal to: the INSERT's query. */
  String query() {
    return statement.text().substring(statement.text().indexOf("SELECT"));
  }

  private boolean names(String before, String table) {
    Pattern name =
        Pattern.compile("\\b(?:" + before + ")\\s+" + table + "\\b", Pattern.CASE_INSENSITIVE);
    return Stream.concat(preparation.stream(), Stream.of(statement))
        .anyMatch(one -> name.matcher(one.text()).find());
  }

  /** The statement that shows the job's plan instead of starting it. */
  String explanation() {
    String text = statement.text();
    return text.regionMatches(true, 0, "EXECUTE", 0, 7)
        ? "EXPLAIN" + text.substring(7)
        : "EXPLAIN " + text;
  }
}
