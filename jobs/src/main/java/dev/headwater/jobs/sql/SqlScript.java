package dev.headwater.jobs.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits a script into statements the way Flink's own clients understand it: semicolons in strings,
 * quoted names and comments do not count, and a statement set runs to its END.
 */
public final class SqlScript {
  private final String text;
  private final List<SqlStatement> statements = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();
  private int position;
  private int start = -1;

  private SqlScript(String text) {
    this.text = text;
  }

  /**
   * Statements in their order; comments before the first word of a statement are left out.
   *
   * @throws IllegalArgumentException when a string, quoted name or comment is not closed
   */
  public static List<SqlStatement> statements(String text) {
    return new SqlScript(text).split();
  }

  private List<SqlStatement> split() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (text.startsWith("--", position)) {
        skipTo("\n", false);
      } else if (text.startsWith("/*", position) && !text.startsWith("/*+", position)) {
        skipTo("*/", true);
      } else if (c == '\'' || c == '`' || c == '"') {
        begin();
        quoted(c);
      } else if (c == ';') {
        semicolon();
      } else {
        if (!Character.isWhitespace(c)) {
          begin();
        }
        words.append(Character.isWhitespace(c) ? ' ' : c);
        position++;
      }
    }
    end(text.length());
    return List.copyOf(statements);
  }

  private void begin() {
    if (start < 0) {
      start = position;
      words.setLength(0);
    }
  }

  private void semicolon() {
    String upper = words.toString().toUpperCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
    boolean insideSet = upper.startsWith("EXECUTE STATEMENT SET BEGIN") && !upper.endsWith("; END");
    if (insideSet) {
      words.append(" ; ");
    } else {
      end(position);
    }
    position++;
  }

  private void end(int stop) {
    if (start >= 0) {
      int line = 1 + (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
      statements.add(new SqlStatement(text.substring(start, stop).strip(), line));
    }
    start = -1;
    words.setLength(0);
  }

  private void quoted(char quote) {
    int open = position;
    int close = text.indexOf(quote, position + 1);
    while (close >= 0 && close + 1 < text.length() && text.charAt(close + 1) == quote) {
      close = text.indexOf(quote, close + 2);
    }
    if (close < 0) {
      throw unclosed(open, String.valueOf(quote));
    }
    words.append(" x ");
    position = close + 1;
  }

  private void skipTo(String mark, boolean required) {
    int found = text.indexOf(mark, position);
    if (found < 0 && required) {
      throw unclosed(position, mark);
    }
    words.append(' ');
    position = found < 0 ? text.length() : found + mark.length();
  }

  private IllegalArgumentException unclosed(int open, String mark) {
    long line = 1 + text.substring(0, open).chars().filter(c -> c == '\n').count();
    return new IllegalArgumentException(
        "what opens on line " + line + " is never closed by " + mark);
  }
}
