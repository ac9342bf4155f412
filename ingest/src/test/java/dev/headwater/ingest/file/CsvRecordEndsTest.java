package dev.headwater.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.headwater.ingest.record.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;

class CsvRecordEndsTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** A record as it was read, and the place behind it. */
  private record Read(String text, long number, long lines, long endOffset, boolean broken) {}

  private static List<Read> read(String text, long offset, long number) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    InputStream rest = new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
    LineReader reader = new LineReader(rest, new CsvRecordEnds(offset), offset, number);
    List<Read> records = new ArrayList<>();
    Line line = new Line();
    while (reader.next(line)) {
      records.add(
          new Read(line.text(), line.number, line.lines, line.endOffset, line.broken.isPresent()));
    }
    return records;
  }

  private String cells(String alphabet, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most); i >= 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  @Test
  void recordsAreWhatWasWrittenAndReadingGoesOnBehindAnyOfThem() throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String quoted = '"' + cells("a,\n\r ü\"", 12).replace("\"", "\"\"") + '"';
      String record = cells("a ü", 4) + "," + quoted + (random.nextBoolean() ? ",b" : "");
      written.add(record);
      text.append(record).append(random.nextBoolean() ? "\n" : "\r\n");
    }
    List<Read> records = read(text.toString(), 0, 0);

    assertThat(records).as("seed %d", seed).extracting(Read::text).isEqualTo(written);
    assertThat(records).as("seed %d", seed).extracting(Read::broken).containsOnly(false);
    for (int i = 0; i < records.size(); i++) {
      Read at = records.get(i);
      String before =
          new String(
              text.toString().getBytes(StandardCharsets.UTF_8),
              0,
              (int) at.endOffset(),
              StandardCharsets.UTF_8);
      assertThat(at.number() + at.lines() - 1)
          .as("seed %d record %d", seed, i)
          .isEqualTo(before.chars().filter(c -> c == '\n').count());
      assertThat(read(text.toString(), at.endOffset(), at.number() + at.lines() - 1))
          .as("seed %d behind record %d", seed, i)
          .isEqualTo(records.subList(i + 1, records.size()));
    }
  }

  @Test
  void whateverTheBytesNoQuoteIsOpenAtTheEndOfARecordThatIsNotBroken() throws IOException {
    for (int i = 0; i < 20_000; i++) {
      String text = cells("a,\"\"\n\r ", 20);
      List<Read> records = read(text, 0, 0);
      for (int j = 0; j < records.size(); j++) {
        Read record = records.get(j);
        assertThat(record.broken() && j < records.size() - 1).as("%s of %s", j, text).isFalse();
        if (!record.broken()) {
          assertThatCode(() -> CSVParser.parse(record.text(), CSVFormat.RFC4180).getRecords())
              .as("record %d of %s", j, text)
              .doesNotThrowAnyException();
        }
      }
    }
  }

  @Test
  void aMarkOfTheByteOrderIsNotTheBeginningOfTheFirstCell() throws IOException {
    assertThat(read("\uFEFF\"a\nb\"\nc\n", 0, 0))
        .extracting(Read::text)
        .containsExactly("\"a\nb\"", "c");
  }

  @Test
  void aStreamIsWaitedForWithinARecord() throws IOException {
    byte[] half = "a,\"b\nc".getBytes(StandardCharsets.UTF_8);
    InputStream stream = new ByteArrayInputStream(half);
    LineReader reader = new LineReader(stream, new CsvRecordEnds(0), 0, 0);
    assertThat(reader.mayBlock()).isFalse();
    Line line = new Line();
    assertThat(reader.next(line)).isTrue();
    assertThat(line.broken).isPresent();
    assertThat(line.lines).isEqualTo(2);
    assertThat(line.endOffset).isEqualTo(half.length);
  }
}
