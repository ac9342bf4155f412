package dev.headwater.lake.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.headwater.lake.server.engine.QueryAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How an answer is written; rows go out as they come. */
enum AnswerFormat {
  /** {@code {"columns":[…],"rows":[[…],…]}} on one line. */
  JSON("application/json") {
    @Override
    void write(QueryAnswer answer, OutputStream to) throws IOException {
      try (JsonGenerator json = new JsonFactory().createGenerator(to)) {
        // A failure on the way must not look like the end of a document.
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        json.writeStartObject();
        json.writeArrayFieldStart("columns");
        for (QueryAnswer.Column column : answer.columns()) {
          json.writeString(column.name());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rows");
        for (List<Object> row = answer.next(); row != null; row = answer.next()) {
          json.writeStartArray();
          for (Object value : row) {
            json.writeObject(
                value instanceof Float number ? number.doubleValue() : Cells.json(value));
          }
          json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
      }
    }
  },
  /** A header and a line a row (RFC 4180); null is empty. */
  CSV("text/csv") {
    @Override
    void write(QueryAnswer answer, OutputStream to) throws IOException {
      Writer csv = new OutputStreamWriter(to, StandardCharsets.UTF_8);
      line(csv, answer.columns().stream().map(QueryAnswer.Column::name).toList());
      for (List<Object> row = answer.next(); row != null; row = answer.next()) {
        line(csv, row);
      }
      csv.flush();
    }

    private static void line(Writer csv, List<?> values) throws IOException {
      for (int i = 0; i < values.size(); i++) {
        Object value = Cells.json(values.get(i));
        String text = value == null ? "" : value.toString();
        boolean quoted = text.matches("(?s).*[,\"\r\n].*");
        csv.write(i == 0 ? "" : ",");
        csv.write(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
      }
      csv.write("\r\n");
    }
  };

  private final String contentType;

  AnswerFormat(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  /**
   * Writes the whole answer.
   *
   * @throws IOException when the reader is gone
   * @throws QueryException when the query fails on the way
   */
  abstract void write(QueryAnswer answer, OutputStream to) throws IOException;
}
