package dev.headwater.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of deploy/prometheus with shorter times and nothing else changed: what somebody should
 * look at after ten minutes is found within one.
 */
final class ShortenedRules {
  /** How long something has to hold, and over how long a rate is taken. */
  private static final Pattern WINDOW = Pattern.compile("(?<=for: |\\[)(\\d+)([mhd])\\b");

  /** Thresholds of a minute or more; smaller numbers count records and orders, or are a target. */
  private static final Pattern AGE = Pattern.compile("(?<= > )([6-9]\\d|\\d{3,})\\b");

  private static final Pattern FRESHNESSES = Pattern.compile("10(?= \\* headwater_lake_freshness)");
  private static final Map<String, Duration> UNITS =
      Map.of("m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));
  private static final Duration LONG = Duration.ofMinutes(15);
  private static final int MINUTES_OF_A_DAY = 1_440;
  private static final int WINDOWS_BY = 10;

  /** Looks and checkpoints come every 5 to 10 seconds, which is not shortened. */
  private static final int AGES_BY = 5;

  private final Map<String, String> changes = new TreeMap<>();

  /** Writes the rules that are to be tried into a file. */
  static Path write(Path file) throws IOException {
    ShortenedRules rules = new ShortenedRules();
    String text = Files.readString(LivePrometheus.shippedRules());
    text = rules.change(WINDOW, text, ShortenedRules::window);
    text = rules.change(AGE, text, ShortenedRules::age);
    text = rules.change(FRESHNESSES, text, tenth -> Integer.toString(10 / AGES_BY));
    System.out.println("  times shortened: " + rules.changes);
    return Files.writeString(file, text);
  }

  private String change(Pattern pattern, String text, UnaryOperator<String> shorter) {
    return pattern
        .matcher(text)
        .replaceAll(
            found -> {
              String now = shorter.apply(found.group());
              changes.put(found.group(), now);
              return Matcher.quoteReplacement(now);
            });
  }

  private static String window(String window) {
    Matcher parts = WINDOW.matcher("[" + window);
    if (!parts.find()) {
      throw new IllegalArgumentException(window);
    }
    Duration time = UNITS.get(parts.group(2)).multipliedBy(Long.parseLong(parts.group(1)));
    return shortened(time, WINDOWS_BY).toMillis() + "ms";
  }

  private static String age(String seconds) {
    Duration time = Duration.ofSeconds(Long.parseLong(seconds));
    return Long.toString(shortened(time, AGES_BY).toSeconds());
  }

  /** A day becomes a minute. */
  private static Duration shortened(Duration time, int by) {
    return time.dividedBy(time.compareTo(LONG) > 0 ? MINUTES_OF_A_DAY : by);
  }
}
