package dev.headwater.ingest.generate;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a generated file by the rules for records, knowing nothing of how it was generated. */
record EmittedLines(List<JsonNode> accepted, Set<JsonNode> distinct, List<String> refused) {
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  static EmittedLines of(Path file, List<String> required, List<String> optional)
      throws IOException {
    List<JsonNode> accepted = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (byte[] line : lines(file)) {
      try {
        accepted.add(parse(line, required, optional));
      } catch (IOException | DateTimeException | ArithmeticException | IllegalArgumentException e) {
        refused.add(new String(line, StandardCharsets.ISO_8859_1));
      }
    }
    return new EmittedLines(accepted, new HashSet<>(accepted), refused);
  }

  static EmittedLines events(Path file) throws IOException {
    return of(
        file,
        List.of("event_id", "customer_id", "event_type", "event_time"),
        List.of("product_id", "campaign_id", "channel", "page_host", "referrer"));
  }

  static EmittedLines orders(Path file) throws IOException {
    return of(
        file,
        List.of("order_id", "customer_id", "product_id", "total_amount", "order_time"),
        List.of("currency"));
  }

  private static JsonNode parse(byte[] line, List<String> required, List<String> optional)
      throws IOException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    JsonNode node = STRICT.readTree(text);
    for (String name : required) {
      JsonNode value = node.required(name);
      if (name.equals("total_amount")) {
        checkAmount(value);
      } else if (name.endsWith("_time")) {
        OffsetDateTime.parse(text(value));
      } else {
        text(value);
      }
    }
    for (String name : (Iterable<String>) node::fieldNames) {
      if (!required.contains(name) && !optional.contains(name)) {
        throw new IllegalArgumentException("unknown " + name);
      }
    }
    return node;
  }

  private static String text(JsonNode value) {
    if (!value.isTextual()) {
      throw new IllegalArgumentException("no text: " + value);
    }
    return value.textValue();
  }

  private static void checkAmount(JsonNode value) {
    BigDecimal amount = value.isNumber() ? value.decimalValue() : new BigDecimal(text(value));
    BigDecimal cents = amount.setScale(2, RoundingMode.UNNECESSARY);
    if (cents.precision() > 18) {
      throw new IllegalArgumentException("too large: " + value);
    }
  }

  private static List<byte[]> lines(Path file) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (byte b : Files.readAllBytes(file)) {
      if (b == '\n') {
        lines.add(line.toByteArray());
        line.reset();
      } else {
        line.write(b);
      }
    }
    return lines;
  }
}
