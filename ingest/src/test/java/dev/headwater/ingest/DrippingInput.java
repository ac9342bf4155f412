package dev.headwater.ingest;

import dev.headwater.ingest.request.IngestProgress;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;

/** Lines of which each comes only when all before it are acknowledged. */
final class DrippingInput extends InputStream implements IngestProgress {
  private final List<String> lines;
  private byte[] current = new byte[0];
  private int position;
  private int given;
  private long acknowledged;

  DrippingInput(List<String> lines) {
    this.lines = List.copyOf(lines);
  }

  @Override
  public synchronized int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] bytes, int offset, int length) {
    if (position == current.length && !nextLine()) {
      return -1;
    }
    int count = Math.min(length, current.length - position);
    System.arraycopy(current, position, bytes, offset, count);
    position += count;
    return count;
  }

  private boolean nextLine() {
    if (given == lines.size()) {
      return false;
    }
    try {
      while (acknowledged < given) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    current = lines.get(given++).getBytes(StandardCharsets.UTF_8);
    position = 0;
    return true;
  }

  @Override
  public synchronized int available() {
    return current.length - position;
  }

  @Override
  public synchronized void advanced(long bytes, OptionalLong totalBytes, long records) {
    acknowledged = records;
    notifyAll();
  }

  @Override
  public void note(String words) {}

  @Override
  public void close() {}
}
