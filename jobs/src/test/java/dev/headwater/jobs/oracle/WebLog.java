package dev.headwater.jobs.oracle;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The requests of a web log in the combined format, and how many lines are none. */
record WebLog(List<HitRecord> hits, int refused) {
  private static final String QUOTED = " \"((?:[^\"\\\\]++|\\\\.)*+)\"";
  private static final Pattern LINE =
      Pattern.compile(
          "(?!- )(\\S+) \\S+ \\S+ \\[([^]]+)]"
              + QUOTED
              + " \\d{3} (?:\\d+|-)"
              + QUOTED
              + QUOTED
              + "\\s*");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);

  static WebLog read(Path file) throws IOException {
    List<HitRecord> hits = new ArrayList<>();
    int refused = 0;
    for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList()) {
      try {
        hits.add(request(StrictLines.utf8(line)));
      } catch (CharacterCodingException | IllegalArgumentException | DateTimeException e) {
        refused++;
      }
    }
    return new WebLog(List.copyOf(hits), refused);
  }

  private static HitRecord request(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no request: " + line);
    }
    Instant time = OffsetDateTime.parse(parts.group(2), TIME).toInstant();
    return new HitRecord(parts.group(1), present(parts.group(4)), time);
  }

  private static String present(String quoted) {
    String text = quoted.replaceAll("\\\\([\"\\\\])", "$1");
    return text.isEmpty() || text.equals("-") ? null : text;
  }
}
