package dev.headwater.jobs.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file that a case gives: {@code TABLE.jsonl}, {@code TABLE-2.jsonl}, {@code hits.log} and so on.
 *
 * @param caseName stands before every identity and every host of a log, so that cases do not meet
 */
record GivenFile(String caseName, Path path) {
  private static final Pattern IDENTITY =
      Pattern.compile("\"(?:event|customer|order|product|campaign)_id\"\\s*:\\s*\"(?!\")");
  private static final Pattern HOST = Pattern.compile("^(?=[^ -])");

  String name() {
    return path.getFileName().toString();
  }

  String table() {
    return name().split("[-.]", 2)[0];
  }

  /** The lines as they are ingested. A line that begins with # is a remark and left empty. */
  List<String> lines() {
    Pattern owned = name().endsWith(".log") ? HOST : IDENTITY;
    return read().stream()
        .map(line -> line.startsWith("#") ? "" : line)
        .flatMap(line -> Template.lines(line).stream())
        .map(line -> owned.matcher(line).replaceAll("$0" + Case.prefix(caseName)))
        .toList();
  }

  private List<String> read() {
    try {
      return Files.readAllLines(path, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
