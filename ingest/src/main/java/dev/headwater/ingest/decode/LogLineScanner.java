package dev.headwater.ingest.decode;

import dev.headwater.ingest.record.BadRecordException;
import dev.headwater.ingest.record.Reason;

/** Reads the parts of a log line from left to right. */
final class LogLineScanner {
  private final String text;
  private int at;

  LogLineScanner(String text) {
    this.text = text;
  }

  /** A part that ends at the next blank. */
  String word(String what) throws BadRecordException {
    separate(what);
    int end = text.indexOf(' ', at);
    String word = text.substring(at, end < 0 ? text.length() : end);
    if (word.isEmpty()) {
      throw bad(what + " is missing");
    }
    at += word.length();
    return word;
  }

  String bracketed(String what) throws BadRecordException {
    separate(what);
    int end = text.indexOf(']', at);
    if (at >= text.length() || text.charAt(at) != '[' || end < 0) {
      throw bad(what + " is not in brackets");
    }
    String inside = text.substring(at + 1, end);
    at = end + 1;
    return inside;
  }

  String quoted(String what) throws BadRecordException {
    separate(what);
    if (at >= text.length() || text.charAt(at) != '"') {
      throw bad(what + " is not in quotes");
    }
    int end = at + 1;
    boolean escaped = false;
    while (end < text.length() && text.charAt(end) != '"') {
      boolean backslash = text.charAt(end) == '\\';
      escaped |= backslash;
      end += backslash ? 2 : 1;
    }
    if (end >= text.length()) {
      throw bad(what + " does not end with a quote");
    }
    String inside = text.substring(at + 1, end);
    at = end + 1;
    return escaped ? unescape(inside) : inside;
  }

  void end() throws BadRecordException {
    if (!text.substring(at).isBlank()) {
      throw bad("there is more behind the user agent");
    }
  }

  private void separate(String what) throws BadRecordException {
    if (at == 0) {
      return;
    }
    if (at >= text.length()) {
      throw bad("the line ends before " + what);
    }
    if (text.charAt(at) != ' ') {
      throw bad("there is no blank before " + what);
    }
    at++;
  }

  private static String unescape(String quoted) {
    StringBuilder plain = new StringBuilder(quoted.length());
    for (int i = 0; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      boolean takesNext =
          c == '\\'
              && i + 1 < quoted.length()
              && (quoted.charAt(i + 1) == '"' || quoted.charAt(i + 1) == '\\');
      plain.append(takesNext ? quoted.charAt(++i) : c);
    }
    return plain.toString();
  }

  private BadRecordException bad(String how) {
    return new BadRecordException(
        Reason.MALFORMED_LOG_LINE, how + ", at character " + (at + 1) + " of the line");
  }
}
