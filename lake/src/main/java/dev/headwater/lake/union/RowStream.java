package dev.headwater.lake.union;

import org.apache.fluss.row.InternalRow;

/** Rows to be pulled one by one. Not thread-safe. */
public interface RowStream extends AutoCloseable {
  /**
   * The next row, null after the last. Valid until the next call.
   *
   * @throws dev.headwater.lake.LakeException when rows cannot be read
   */
  InternalRow next();

  @Override
  void close();
}
