package dev.headwater.batch.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.batch.fault.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** How a file's lines hold records: one line, one record. */
public enum LineFormat {
  JSONL,
  CSV;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** The format that a file's name says. */
  static LineFormat of(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv") ? CSV : JSONL;
  }

  /**
   * Field names to values of one line.
   *
   * @param header the columns, for CSV
   * @throws IllegalArgumentException saying what is wrong with the line
   */
  JsonNode fields(String line, List<String> header) {
    return switch (this) {
      case JSONL -> json(line);
      case CSV -> csv(line, header);
    };
  }

  private static JsonNode json(String line) {
    try {
      JsonNode record = JSON.readTree(line);
      if (!record.isObject()) {
        throw new IllegalArgumentException("not a JSON object");
      }
      return record;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static JsonNode csv(String line, List<String> header) {
    List<String> cells = cells(line);
    if (cells.size() != header.size()) {
      throw new IllegalArgumentException(
          "the row has " + cells.size() + " cells, the header has " + header.size());
    }
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < cells.size(); i++) {
      record.put(header.get(i), cells.get(i));
    }
    return record;
  }

  /** Cells of one CSV line; a quoted cell ends on its line. */
  static List<String> cells(String line) {
    try (CSVParser parser = CSVParser.parse(line, CSVFormat.RFC4180)) {
      List<CSVRecord> rows = parser.getRecords();
      return rows.isEmpty() ? List.of() : rows.get(0).toList();
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalArgumentException("not a CSV row: " + Failures.deepest(e), e);
    }
  }
}
