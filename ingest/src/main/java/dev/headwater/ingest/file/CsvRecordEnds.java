package dev.headwater.ingest.file;

import java.util.Optional;

/**
 * Ends of CSV records (RFC 4180): a line end within quotes is text. Behind a quote that is never
 * closed, or closed in the middle of its cell, nobody can tell text from rows, and whoever wrote
 * the text may have written rows into it; so such a record goes on to the end of the input.
 */
final class CsvRecordEnds implements RecordEnds {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private enum Within {
    CELL_START,
    PLAIN_CELL,
    QUOTES,
    /** A quote within quotes: the first of two, or their end. */
    QUOTE,
    BEHIND_QUOTES,
    BROKEN
  }

  private Within within = Within.CELL_START;
  private int markBytes;
  private long lineEnds;
  private long linesBeforeQuote;
  private boolean lastIsLineEnd;

  /**
   * Ends of an input's records.
   *
   * @param offset of the first byte; an input may begin with a byte order mark
   */
  CsvRecordEnds(long offset) {
    markBytes = offset == 0 ? 0 : BYTE_ORDER_MARK.length;
  }

  @Override
  public int find(byte[] buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      byte next = buffer[i];
      if (isOfMark(next)) {
        continue;
      }
      lastIsLineEnd = next == '\n';
      if (lastIsLineEnd && within != Within.QUOTES && within != Within.BROKEN) {
        return i;
      }
      lineEnds += lastIsLineEnd ? 1 : 0;
      within = behind(next);
    }
    return -1;
  }

  private boolean isOfMark(byte next) {
    if (markBytes == BYTE_ORDER_MARK.length) {
      return false;
    }
    boolean mark = next == BYTE_ORDER_MARK[markBytes];
    markBytes = mark ? markBytes + 1 : BYTE_ORDER_MARK.length;
    return mark;
  }

  private Within behind(byte next) {
    return switch (within) {
      case CELL_START, PLAIN_CELL -> {
        boolean opens = within == Within.CELL_START && next == '"';
        linesBeforeQuote = opens ? lineEnds : linesBeforeQuote;
        // The parser of cells takes a lone CR for a line end, behind which a quote opens a cell.
        yield opens ? Within.QUOTES : endsCell(next) ? Within.CELL_START : Within.PLAIN_CELL;
      }
      case QUOTES -> next == '"' ? Within.QUOTE : Within.QUOTES;
      case QUOTE -> next == '"' ? Within.QUOTES : behindQuotes(next);
      case BEHIND_QUOTES -> behindQuotes(next);
      case BROKEN -> Within.BROKEN;
    };
  }

  private static Within behindQuotes(byte next) {
    if (endsCell(next)) {
      return Within.CELL_START;
    }
    return next == ' ' || next == '\t' ? Within.BEHIND_QUOTES : Within.BROKEN;
  }

  private static boolean endsCell(byte next) {
    return next == ',' || next == '\r';
  }

  @Override
  public long lines() {
    boolean endsWithLine = within == Within.QUOTES || within == Within.BROKEN;
    return lineEnds + (endsWithLine && lastIsLineEnd ? 0 : 1);
  }

  @Override
  public Optional<String> broken(long firstLine) {
    String how =
        switch (within) {
          case QUOTES -> "never closed";
          case BROKEN -> "closed in the middle of its cell";
          case CELL_START, PLAIN_CELL, QUOTE, BEHIND_QUOTES -> "";
        };
    return how.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                "the quote that opens in line %d is %s, and nothing behind it is read as data;"
                    + " mend that line, and ingest the file again",
                firstLine + linesBeforeQuote, how));
  }

  @Override
  public void begin() {
    within = Within.CELL_START;
    lineEnds = 0;
    linesBeforeQuote = 0;
    lastIsLineEnd = false;
  }
}
