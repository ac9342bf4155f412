package dev.headwater.ingest.collect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Finds the records of a body: one object, an array of objects, or one object a line. Only where
 * each begins and ends is of interest here; what is in it is judged where every source's is.
 */
record BodyReader(CollectorLimits limits) {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  /**
   * Unpacks a body.
   *
   * @throws RefusedException when it is not gzip, or larger than a body may be
   */
  byte[] unzip(byte[] packed) throws RefusedException {
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] body = unpacked.readNBytes(limits.bodyBytes() + 1);
      if (body.length > limits.bodyBytes()) {
        throw tooLarge("unpacked it has more than " + limits.bodyBytes() + " bytes");
      }
      return body;
    } catch (IOException e) {
      throw new RefusedException(
          HttpResponseStatus.BAD_REQUEST,
          "bad_gzip",
          "the body is not gzip as its Content-Encoding says (%s); send it whole, or plain and"
              + " without that header",
          e.getMessage());
    }
  }

  static RefusedException tooLarge(String what) {
    return new RefusedException(
        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
        "too_large",
        "the body is too large: %s; send its records in several requests",
        what);
  }

  /**
   * Finds the records.
   *
   * @param contentType as the client says it, empty when it says none
   * @throws RefusedException when the body as a whole is not to be understood, or holds too much
   */
  PostedRecords read(byte[] body, String contentType) throws RefusedException {
    int start = skipBlank(body, 0);
    if (start == body.length) {
      throw new RefusedException(
          HttpResponseStatus.BAD_REQUEST,
          "empty",
          "the body is empty; send a JSON object, an array of objects, or one object a line");
    }
    boolean lines =
        body[start] != '['
            && (saysLines(contentType) || !hasMoreLines(body, start) || isValue(body, start));
    return lines ? lines(body) : value(body);
  }

  private static boolean saysLines(String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT);
    return type.contains("ndjson") || type.contains("jsonl") || type.contains("json-seq");
  }

  private PostedRecords lines(byte[] body) throws RefusedException {
    PostedRecords records = new PostedRecords(body);
    int start = 0;
    while (start < body.length) {
      int end = lineEnd(body, start);
      int from = skipBlank(body, start);
      if (from < end) {
        boolean carriageReturn = body[end - 1] == '\r';
        add(records, from, carriageReturn ? end - 1 : end);
      }
      start = end + 1;
    }
    return records;
  }

  /** An array of objects, or an object that goes over several lines. */
  private PostedRecords value(byte[] body) throws RefusedException {
    PostedRecords records = new PostedRecords(body);
    try (JsonParser parser = FACTORY.createParser(body)) {
      boolean array = parser.nextToken() == JsonToken.START_ARRAY;
      if (array) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          addValue(parser, records);
        }
      } else {
        addValue(parser, records);
      }
      if (parser.nextToken() != null) {
        throw notJson("there is more behind the " + (array ? "array" : "object"), parser);
      }
    } catch (JsonProcessingException e) {
      throw notJson(e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a body that is in memory", e);
    }
    return records;
  }

  private void addValue(JsonParser parser, PostedRecords records)
      throws IOException, RefusedException {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    parser.finishToken();
    add(records, start, (int) parser.currentLocation().getByteOffset());
  }

  private void add(PostedRecords records, int start, int end) throws RefusedException {
    if (records.size() == limits.bodyRecords()) {
      throw tooLarge("it has more than " + limits.bodyRecords() + " records");
    }
    records.add(start, end);
  }

  /** Whether the line from there on is a JSON value, so that the lines stand for themselves. */
  private static boolean isValue(byte[] body, int start) {
    int length = lineEnd(body, start) - start;
    try (JsonParser parser = FACTORY.createParser(body, start, length)) {
      parser.nextToken();
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean hasMoreLines(byte[] body, int start) {
    int end = lineEnd(body, start);
    return end < body.length && skipBlank(body, end) < body.length;
  }

  private static int lineEnd(byte[] body, int start) {
    int end = start;
    while (end < body.length && body[end] != '\n') {
      end++;
    }
    return end;
  }

  private static int skipBlank(byte[] body, int start) {
    int i = start;
    while (i < body.length
        && (body[i] == ' ' || body[i] == '\t' || body[i] == '\r' || body[i] == '\n')) {
      i++;
    }
    return i;
  }

  private static RefusedException notJson(JsonProcessingException e) {
    String why = e.getOriginalMessage().lines().findFirst().orElse("no reason given");
    long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    return notJson(why + (at < 0 ? "" : ", at byte " + at));
  }

  private static RefusedException notJson(String why, JsonParser parser) {
    return notJson(why + ", from byte " + parser.currentTokenLocation().getByteOffset());
  }

  private static RefusedException notJson(String why) {
    return new RefusedException(
        HttpResponseStatus.BAD_REQUEST,
        "malformed_body",
        "the body is neither a JSON object nor an array of them: %s; nothing of it was written."
            + " Lines of JSON are taken one by one with Content-Type: application/x-ndjson",
        why);
  }
}
