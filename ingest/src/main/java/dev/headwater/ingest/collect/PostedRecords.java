package dev.headwater.ingest.collect;

import dev.headwater.ingest.record.Line;
import java.util.Arrays;
import org.apache.fluss.row.BinaryString;

/** The records of a body: views into its bytes, in their order. Filled once, then only read. */
final class PostedRecords {
  private final byte[] bytes;
  private int[] bounds = new int[16];
  private int size;

  PostedRecords(byte[] bytes) {
    this.bytes = bytes;
  }

  void add(int start, int end) {
    if (bounds.length < 2 * size + 2) {
      bounds = Arrays.copyOf(bounds, bounds.length * 2);
    }
    bounds[2 * size] = start;
    bounds[2 * size + 1] = end;
    size++;
  }

  int size() {
    return size;
  }

  /** Shows a record; its number is its index, from 0. */
  void show(int index, BinaryString source, Line line) {
    int start = bounds[2 * index];
    line.show(bytes, start, bounds[2 * index + 1] - start);
    line.source = source;
    line.number = index;
    line.written = false;
    line.endOffset = bounds[2 * index + 1];
  }
}
