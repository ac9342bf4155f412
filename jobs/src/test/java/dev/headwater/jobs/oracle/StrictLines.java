package dev.headwater.jobs.oracle;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The acceptable records of a file of JSON lines, in file order with repeats, and how many lines
 * were refused.
 */
record StrictLines<T>(List<T> accepted, int refused) {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  static <T> StrictLines<T> read(Path file, Set<String> fields, Function<Fields, T> reader)
      throws IOException {
    List<T> accepted = new ArrayList<>();
    int refused = 0;
    // One byte a character, so that a line with broken UTF-8 stays a line of its own.
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    for (String line : text.lines().toList()) {
      try {
        accepted.add(reader.apply(new Fields(parse(line), fields)));
      } catch (IOException | DateTimeException | ArithmeticException | IllegalArgumentException e) {
        refused++;
      }
    }
    return new StrictLines<>(List.copyOf(accepted), refused);
  }

  private static JsonNode parse(String line) throws IOException {
    return MAPPER.readTree(utf8(line));
  }

  /** The text of a line that was read as one byte a character. */
  static String utf8(String line) throws CharacterCodingException {
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1));
    return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
  }
}
