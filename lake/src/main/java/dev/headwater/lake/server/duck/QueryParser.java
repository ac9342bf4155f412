package dev.headwater.lake.server.duck;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.lake.server.ask.ParsedQuery;
import dev.headwater.lake.server.ask.QueryException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/**
 * Reads queries with DuckDB's own parser and refuses what is more than a query: the tree may name
 * tables, and those functions alone that were judged to read neither files, settings nor text to be
 * run.
 */
public final class QueryParser {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern EXPLAIN =
      Pattern.compile(
          "(?:\\s|--[^\\n]*\\n|/\\*.*?\\*/)*+EXPLAIN\\b(\\s+ANALYZE\\b)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern FIRST_WORD = Pattern.compile("[\\s(]*([A-Za-z]+)");

  private QueryParser() {}

  /**
   * The one reading statement of a text.
   *
   * @throws QueryException when it is not one, or does more than read
   */
  public static ParsedQuery parse(DuckDBConnection connection, String sql) throws SQLException {
    requireNoNul(sql);
    Matcher explain = EXPLAIN.matcher(sql);
    int shift = explain.lookingAt() ? explain.end() : 0;
    String query = sql.substring(shift);
    JsonNode tree = tree(connection, query);
    if (tree.path("error").asBoolean()) {
      throw refused(tree, query, shift);
    }
    if (tree.path("statements").size() != 1) {
      throw QueryException.refused(
          "a query is one statement, this is " + tree.path("statements").size());
    }
    QueryNames names = QueryNames.in(tree, shift);
    return new ParsedQuery(
        shift == 0 ? sql : explain(explain) + query, shift > 0, names.tables(), names.catalog());
  }

  /** Whatever takes SQL as text that ends with NUL would run the front alone. */
  private static void requireNoNul(String sql) {
    int nul = sql.indexOf('\0');
    if (nul >= 0) {
      throw QueryException.refused(
          "the query has a NUL character in it, and SQL has none; take it out",
          OptionalInt.of(sql.substring(0, nul).getBytes(StandardCharsets.UTF_8).length));
    }
  }

  /**
   * The same word without the comments before it, which DuckDB might end elsewhere; as many bytes,
   * so that faults keep their place.
   */
  private static String explain(Matcher explain) {
    String word = explain.group(1) == null ? "EXPLAIN" : "EXPLAIN ANALYZE";
    int bytes = explain.group().getBytes(StandardCharsets.UTF_8).length;
    return " ".repeat(bytes - word.length()) + word;
  }

  private static JsonNode tree(DuckDBConnection connection, String query) throws SQLException {
    try (PreparedStatement serialize =
        connection.prepareStatement("SELECT json_serialize_sql(CAST(? AS VARCHAR))")) {
      serialize.setString(1, query);
      try (ResultSet result = serialize.executeQuery()) {
        result.next();
        return JSON.readTree(result.getString(1));
      }
    } catch (StreamConstraintsException e) {
      throw QueryException.refused(
          "the query is nested too deeply to be read; give its inner parts names, with WITH");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("DuckDB's tree of a query is not JSON", e);
    }
  }

  private static QueryException refused(JsonNode error, String query, int shift) {
    if (error.path("error_type").asText().equals("parser")) {
      return QueryException.refused(
          error.path("error_message").asText(), DuckErrors.position(error, shift));
    }
    Matcher word = FIRST_WORD.matcher(query);
    return QueryException.refused(
        "a query only reads, with SELECT, WITH, VALUES, FROM, DESCRIBE, SHOW or EXPLAIN"
            + (word.lookingAt()
                ? ", but this begins with " + word.group(1).toUpperCase(Locale.ROOT)
                : ""));
  }
}
