package dev.headwater.lake.union;

import java.util.Iterator;
import java.util.function.Supplier;
import org.apache.fluss.row.InternalRow;

/** Row streams made of others. */
final class RowStreams {
  private RowStreams() {}

  static RowStream of(Iterator<InternalRow> rows) {
    return new RowStream() {
      @Override
      public InternalRow next() {
        return rows.hasNext() ? rows.next() : null;
      }

      @Override
      public void close() {}
    };
  }

  /** One after the other; each is opened when the one before it has ended, and closed then. */
  static RowStream concat(Iterator<Supplier<RowStream>> parts) {
    return new RowStream() {
      private RowStream current;

      @Override
      public InternalRow next() {
        while (current != null || parts.hasNext()) {
          if (current == null) {
            current = parts.next().get();
          }
          InternalRow row = current.next();
          if (row != null) {
            return row;
          }
          close();
        }
        return null;
      }

      @Override
      public void close() {
        if (current != null) {
          RowStream ended = current;
          current = null;
          ended.close();
        }
      }
    };
  }
}
