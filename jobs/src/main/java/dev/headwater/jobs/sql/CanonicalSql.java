package dev.headwater.jobs.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement without what changes nothing of it: comments, blanks and where its lines end. */
public final class CanonicalSql {
  private static final Pattern PIECE =
      Pattern.compile(
          "(?<quoted>'(?:[^']|'')*'|`(?:[^`]|``)*`|\"(?:[^\"]|\"\")*\")"
              + "|--[^\\n]*|/\\*(?!\\+).*?\\*/|\\s+",
          Pattern.DOTALL);

  private CanonicalSql() {}

  /** The text of a statement; hints stay, and so does every word in quotes. */
  public static String of(SqlStatement statement) {
    StringBuilder canonical = new StringBuilder();
    Matcher piece = PIECE.matcher(statement.text());
    int done = 0;
    while (piece.find()) {
      canonical.append(statement.text(), done, piece.start());
      if (piece.group("quoted") != null) {
        canonical.append(piece.group("quoted"));
      } else if (!canonical.isEmpty() && canonical.charAt(canonical.length() - 1) != ' ') {
        canonical.append(' ');
      }
      done = piece.end();
    }
    return canonical.append(statement.text().substring(done)).toString().strip();
  }
}
