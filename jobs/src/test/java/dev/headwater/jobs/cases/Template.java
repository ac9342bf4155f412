package dev.headwater.jobs.cases;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What keeps long files short: {@code repeat 10000 LINE} is LINE so many times with {@code ${n}}
 * counting from 0 in digits of one length, and {@code ${x*20000}} is a letter so many times.
 */
final class Template {
  private static final Pattern REPEAT = Pattern.compile("repeat (\\d+) (.*)");
  private static final Pattern LETTERS = Pattern.compile("\\$\\{(.)\\*(\\d+)}");

  private Template() {}

  static List<String> lines(String line) {
    Matcher repeat = REPEAT.matcher(line);
    if (!repeat.matches()) {
      return List.of(letters(line));
    }
    int times = Integer.parseInt(repeat.group(1));
    String format = "%0" + Integer.toString(times - 1).length() + "d";
    String repeated = letters(repeat.group(2));
    return IntStream.range(0, times)
        .mapToObj(n -> repeated.replace("${n}", format.formatted(n)))
        .toList();
  }

  static String letters(String text) {
    return LETTERS
        .matcher(text)
        .replaceAll(found -> found.group(1).repeat(Integer.parseInt(found.group(2))));
  }
}
