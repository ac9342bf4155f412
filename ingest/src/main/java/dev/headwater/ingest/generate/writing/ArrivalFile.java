package dev.headwater.ingest.generate.writing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A file whose lines are written in order of arrival, though they are added in any order. Lines
 * wait in scratch files by time slice, so that only one slice is in memory at a time. Close it to
 * remove the scratch files.
 */
final class ArrivalFile implements AutoCloseable {
  private static final long LINES_A_SLICE = 50_000;

  private final Path target;
  private final long from;
  private final long span;
  private final List<Path> slices = new ArrayList<>();
  private final List<DataOutputStream> writers = new ArrayList<>();
  private long lines;

  ArrivalFile(Path target, long expectedLines, Instant from, Instant to) throws IOException {
    this.target = target;
    this.from = from.toEpochMilli();
    this.span = to.toEpochMilli() - this.from + 1;
    int count = (int) Math.min(200, 1 + expectedLines / LINES_A_SLICE);
    for (int i = 0; i < count; i++) {
      Path slice = target.resolveSibling(target.getFileName() + ".slice-" + i);
      slices.add(slice);
      writers.add(new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(slice))));
    }
  }

  void add(Instant arrival, byte[] line) throws IOException {
    long offset = Math.max(0, Math.min(span - 1, arrival.toEpochMilli() - from));
    DataOutputStream writer = writers.get((int) (offset * slices.size() / span));
    writer.writeLong(offset);
    writer.writeInt(line.length);
    writer.write(line);
    lines++;
  }

  long lines() {
    return lines;
  }

  /**
   * Writes the target; nothing can be added afterwards. Lines of equal arrival keep the order they
   * were added in.
   */
  void write() throws IOException {
    closeWriters();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16)) {
      for (Path slice : slices) {
        for (Line line : sorted(slice)) {
          out.write(line.bytes);
          out.write('\n');
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    closeWriters();
    for (Path slice : slices) {
      Files.deleteIfExists(slice);
    }
  }

  private void closeWriters() throws IOException {
    for (DataOutputStream writer : writers) {
      writer.close();
    }
  }

  private static List<Line> sorted(Path slice) throws IOException {
    List<Line> lines = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(slice), 1 << 16))) {
      for (long left = Files.size(slice); left > 0; ) {
        long offset = in.readLong();
        byte[] bytes = in.readNBytes(in.readInt());
        lines.add(new Line(offset, bytes));
        left -= Long.BYTES + Integer.BYTES + bytes.length;
      }
    }
    lines.sort(Comparator.comparingLong(Line::offset));
    return lines;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this class
  private record Line(long offset, byte[] bytes) {}
}
