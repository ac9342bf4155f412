package dev.headwater.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.record.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  @Test
  void linesAndOffsetsAreRightHoweverTheBytesArrive() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int length = i % 97 == 5 ? Line.MAX_BYTES + random.nextInt(700_000) : random.nextInt(3000);
      String line = Character.toString('a' + i % 26).repeat(length);
      boolean tooLong = length > Line.MAX_BYTES;
      text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
      expected.add(tooLong ? line.substring(0, Line.KEPT_BYTES) : line);
      ends.add((long) text.length());
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    LineReader reader = new LineReader(new Trickle(bytes, random), RecordEnds.lineByLine(), 0, 0);
    Line line = new Line();
    for (int i = 0; i < expected.size(); i++) {
      assertThat(reader.next(line)).as("seed %d line %d", seed, i).isTrue();
      assertThat(line.text()).as("seed %d line %d", seed, i).isEqualTo(expected.get(i));
      assertThat(line.endOffset).as("seed %d line %d", seed, i).isEqualTo(ends.get(i));
      assertThat(line.number).isEqualTo(i + 1);
    }
    assertThat(reader.next(line)).as("seed %d", seed).isFalse();
  }

  @Test
  void aLongLastLineWithoutLineEndIsStillALine() throws IOException {
    byte[] bytes = new byte[3 * Line.MAX_BYTES];
    LineReader reader =
        new LineReader(new ByteArrayInputStream(bytes), RecordEnds.lineByLine(), 0, 0);
    Line line = new Line();
    assertThat(reader.next(line)).isTrue();
    assertThat(line.cutFrom).isEqualTo(bytes.length);
    assertThat(line.endOffset).isEqualTo(bytes.length);
    assertThat(reader.next(line)).isFalse();
  }

  @Test
  void readingOnKeepsOffsetsAndNumbers() throws IOException {
    byte[] rest = "b\nc".getBytes(StandardCharsets.UTF_8);
    LineReader reader =
        new LineReader(new ByteArrayInputStream(rest), RecordEnds.lineByLine(), 100, 7);
    Line line = new Line();
    assertThat(reader.next(line)).isTrue();
    assertThat(line.number).isEqualTo(8);
    assertThat(line.endOffset).isEqualTo(102);
  }

  /** Gives bytes in pieces of random sizes. */
  private static final class Trickle extends InputStream {
    private final ByteArrayInputStream bytes;
    private final Random random;

    Trickle(byte[] bytes, Random random) {
      this.bytes = new ByteArrayInputStream(bytes);
      this.random = random;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return bytes.read(into, offset, Math.min(length, 1 + random.nextInt(200_000)));
    }
  }
}
