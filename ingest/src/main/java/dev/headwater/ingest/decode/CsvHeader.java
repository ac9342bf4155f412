package dev.headwater.ingest.decode;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.record.BadRecordException;
import dev.headwater.ingest.record.Field;
import dev.headwater.ingest.record.IngestOption;
import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.record.RecordShape;
import dev.headwater.ingest.record.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which field each cell of a CSV row is.
 *
 * @param fieldOfCell index of the field, or -1 for a cell that is ignored
 * @param text the line
 */
public record CsvHeader(List<Integer> fieldOfCell, String text) {
  public CsvHeader {
    fieldOfCell = List.copyOf(fieldOfCell);
  }

  /**
   * Reads the header line.
   *
   * @throws IngestException.User with everything that is wrong with it
   */
  public static CsvHeader parse(
      RecordShape shape, Set<IngestOption> options, String source, Line line) {
    List<String> problems = new ArrayList<>();
    List<Integer> fields = new ArrayList<>();
    for (String name : names(source, line)) {
      int index = shape.fieldIndex(name);
      if (index < 0 && !options.contains(IngestOption.LENIENT)) {
        problems.add(
            "column '" + name + "' is not a field of " + shape.table() + " (--lenient ignores it)");
      }
      if (index >= 0 && fields.contains(index)) {
        problems.add("column '" + name + "' is given twice");
      }
      fields.add(index);
    }
    for (int i = 0; i < shape.fields().size(); i++) {
      Field field = shape.fields().get(i);
      if (field.isRequired() && !fields.contains(i)) {
        problems.add("required column '" + field.name() + "' is missing");
      }
    }
    if (!problems.isEmpty()) {
      throw new IngestException.User(
          "cannot read %s: its first line must be a CSV header, and %s",
          source, String.join("; ", problems));
    }
    return new CsvHeader(fields, line.text());
  }

  private static List<String> names(String source, Line line) {
    try {
      new Utf8().require(line);
      return CsvRecordDecoder.cells(line.text());
    } catch (BadRecordException e) {
      throw new IngestException.User("cannot read the CSV header of %s: %s", source, e.detail());
    }
  }
}
