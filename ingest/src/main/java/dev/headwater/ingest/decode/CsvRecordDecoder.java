package dev.headwater.ingest.decode;

import dev.headwater.ingest.record.BadRecordException;
import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.record.Reason;
import dev.headwater.ingest.record.RecordShape;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * CSV rows. A quoted cell may go on over line ends.
 *
 * @param nulls cells that mean null, beside blank ones and {@code \N}
 */
public record CsvRecordDecoder(RecordShape shape, CsvHeader columns, Set<String> nulls)
    implements RecordDecoder {
  /** What MySQL, Postgres, Hive and BigQuery write, and nobody means. */
  private static final String WRITTEN_NULL = "\\N";

  private static final CSVFormat FORMAT = CSVFormat.RFC4180;

  public CsvRecordDecoder {
    nulls = Set.copyOf(nulls);
  }

  @Override
  public int decode(Line line, Object[] values) throws BadRecordException {
    List<String> cells = cells(line.text());
    int width = columns.fieldOfCell().size();
    if (cells.size() != width) {
      throw new BadRecordException(
          Reason.MALFORMED_CSV, "the row has " + cells.size() + " cells, the header has " + width);
    }
    int ignored = 0;
    for (int i = 0; i < width; i++) {
      int field = columns.fieldOfCell().get(i);
      if (field < 0) {
        ignored++;
      } else if (!isNull(cells.get(i))) {
        values[field] = shape.fields().get(field).parse(cells.get(i));
      }
    }
    RecordDecoder.requirePresent(shape.fields(), values);
    return ignored;
  }

  private boolean isNull(String cell) {
    String word = cell.strip();
    return word.equals(WRITTEN_NULL) || nulls.contains(word);
  }

  @Override
  public Optional<String> header() {
    return Optional.of(columns.text());
  }

  static List<String> cells(String text) throws BadRecordException {
    try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
      List<CSVRecord> records = parser.getRecords();
      if (records.size() != 1) {
        throw new BadRecordException(
            Reason.MALFORMED_CSV, "the record holds " + records.size() + " rows, not one");
      }
      return records.get(0).toList();
    } catch (CSVException e) {
      throw malformed(e.getMessage());
    } catch (UncheckedIOException e) {
      throw malformed(e.getCause().getMessage());
    } catch (IOException e) {
      throw malformed(e.getMessage());
    }
  }

  private static BadRecordException malformed(String message) {
    boolean open = message.contains("EOF");
    return new BadRecordException(
        Reason.MALFORMED_CSV, open ? "a quoted cell is never closed" : "not a CSV row: " + message);
  }
}
