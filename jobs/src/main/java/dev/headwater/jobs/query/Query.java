package dev.headwater.jobs.query;

import dev.headwater.jobs.sql.GatewaySession;
import dev.headwater.jobs.sql.SqlResult;
import dev.headwater.jobs.sql.SqlScript;
import dev.headwater.jobs.sql.SqlStatement;
import dev.headwater.lake.tables.TableDefinitions;
import dev.headwater.lake.tables.Views;
import dev.headwater.lake.union.Side;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One read of all of it, or of one side, by a Flink batch job over complete reads. Fluss's own
 * union read is not used: it misses rows under LIMIT and for keys of dropped partitions, and can
 * hang.
 */
public final class Query implements AutoCloseable {
  private static final Set<String> READS =
      Set.of(
          "SELECT",
          "WITH",
          "VALUES",
          "FROM",
          "TABLE",
          "PIVOT",
          "UNPIVOT",
          "SUMMARIZE",
          "EXPLAIN",
          "SHOW",
          "DESCRIBE",
          "DESC");

  private static final Pattern FIRST_WORD = Pattern.compile("[\\s(]*([A-Za-z]+)");

  private final GatewaySession session;
  private final Set<String> made = new HashSet<>();

  private Query(GatewaySession session) {
    this.session = session;
  }

  /**
   * Opens a session that reads one side and knows the product's views.
   *
   * @param gateway address of the SQL gateway
   */
  public static Query open(URI gateway, Side side) {
    GatewaySession session =
        GatewaySession.open(
            gateway,
            Map.of(
                "execution.runtime-mode", "batch",
                "restart-strategy.type", "none",
                "table.local-time-zone", "UTC"));
    session.execute("USE CATALOG `" + side.name().toLowerCase(Locale.ROOT) + '`');
    session.execute("USE `" + TableDefinitions.DATABASE + '`');
    return new Query(session);
  }

  /**
   * Runs one reading statement.
   *
   * @throws IllegalArgumentException when the text is not one statement, or does not read
   * @throws dev.headwater.jobs.sql.SqlException when Flink refuses it or it fails
   */
  public SqlResult run(String sql) {
    String text = reading(sql);
    Map<String, String> views =
        firstWord(text).equals("SHOW") ? Views.temporaryStatements() : Views.neededBy(text);
    views.forEach(
        (name, statement) -> {
          if (made.add(name)) {
            session.execute(statement);
          }
        });
    return session.execute(text);
  }

  /**
   * The one reading statement of a text.
   *
   * @throws IllegalArgumentException when the text is not one statement, or does not read
   */
  public static String reading(String sql) {
    List<SqlStatement> statements = SqlScript.statements(sql);
    if (statements.size() != 1) {
      throw new IllegalArgumentException(
          "a query is one statement, this is "
              + statements.size()
              + "; run scripts with `headwater sql -f FILE`");
    }
    String text = statements.get(0).text();
    String verb = firstWord(text);
    if (!READS.contains(verb)) {
      throw new IllegalArgumentException(
          "a query only reads, but this begins with " + verb + "; run it with `headwater sql`");
    }
    return text;
  }

  private static String firstWord(String text) {
    Matcher word = FIRST_WORD.matcher(text);
    return word.lookingAt() ? word.group(1).toUpperCase(Locale.ROOT) : text;
  }

  /** Ends the session and cancels the query's job if it still runs. */
  @Override
  public void close() {
    session.close();
  }
}
