package dev.headwater.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.lake.tables.SqlResources;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A window stands in several SQL files, which do not read each other: they must say the same. The
 * jobs with the joins say what is meant, see docs/how-to/change-a-window.md.
 */
class WindowsTest {
  private static final long DAYS = number(job("order_touches"), "INTERVAL '(\\d+)' DAY");
  private static final long HOURS = number(job("order_first_click"), "INTERVAL '(\\d+)' HOUR");

  @Test
  void anOrderIsProbedOnEveryDateThatThePathReaches() {
    assertThat(probedBack("order_touch_probes", "DAY"))
        .containsExactlyElementsOf(LongStream.rangeClosed(0, DAYS).boxed().toList());
  }

  @Test
  void anOrderIsProbedOnEveryDateThatTheClickWindowReaches() {
    assertThat(HOURS).as("longer click windows need a date for each day").isLessThanOrEqualTo(24);
    assertThat(probedBack("order_click_probes", "HOUR")).containsExactly(0L, HOURS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"touches", "order_touch_probes"})
  void tablesOfThePathAreLookedIntoAsFarBackAsItReaches(String table) {
    assertThat(lookbackDays(table)).isEqualTo(DAYS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"product_clicks", "order_click_probes"})
  void tablesOfTheClickWindowAreLookedIntoForTheDayBefore(String table) {
    assertThat(lookbackDays(table)).isEqualTo(1);
  }

  @Test
  void everyViewHasTheWindowOfThePath() {
    List<Long> windows = new ArrayList<>();
    for (String text : SqlResources.in("lake/sql/views").values()) {
      windows.addAll(numbers(text, "INTERVAL '(\\d+)' DAY|(\\d+) AS window_days"));
    }
    assertThat(windows).hasSize(3).containsOnly(DAYS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jobs/sql order_touches",
        "jobs/sql order_touch_probes",
        "lake/sql/tables order_touches",
        "lake/sql/tables order_touch_probes",
        "lake/sql/views order_paths",
        "lake/sql/views attributed_orders"
      })
  void headersTellTheWindowOfThePath(String file) {
    String[] folderAndName = file.split(" ", -1);
    String text = SqlResources.in(folderAndName[0]).get(folderAndName[1]);
    String header = String.join("\n", text.lines().filter(line -> line.startsWith("--")).toList());
    assertThat(numbers(header, "(\\d+)[- ]days?\\b")).isNotEmpty().containsOnly(DAYS);
  }

  private static List<Long> probedBack(String job, String unit) {
    return numbers(
        job(job), "DATE_FORMAT\\(o\\.order_time(?: - INTERVAL '(\\d+)' " + unit + ")?, ");
  }

  private static long lookbackDays(String table) {
    return number(
        SqlResources.in("lake/sql/tables").get(table), "'headwater.lookback-days' = '(\\d+)'");
  }

  private static String job(String name) {
    return SqlResources.in("jobs/sql").get(name);
  }

  private static long number(String text, String pattern) {
    List<Long> numbers = numbers(text, pattern);
    assertThat(numbers).as("%s in %s", pattern, text).hasSize(1);
    return numbers.get(0);
  }

  /** What the group of each match that took part holds, 0 when none did. */
  private static List<Long> numbers(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(WindowsTest::number).toList();
  }

  private static long number(MatchResult match) {
    for (int group = 1; group <= match.groupCount(); group++) {
      if (match.group(group) != null) {
        return Long.parseLong(match.group(group));
      }
    }
    return 0;
  }
}
