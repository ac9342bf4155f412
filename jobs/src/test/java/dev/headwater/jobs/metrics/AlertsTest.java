package dev.headwater.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AlertsTest {
  private static final Pattern ALERT = Pattern.compile("(?m)^ *- alert: (\\w+)$");
  private static final Pattern PAGE = Pattern.compile("runbook_url: docs/runbook/(\\w+)\\.md\\b");

  private static String rules;

  @BeforeAll
  static void read() throws IOException {
    rules = ToldMetrics.text("deploy/prometheus/alerts.yml");
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).sorted().toList();
  }

  @Test
  void everyAlertHasItsPageAndEveryPageItsAlert() throws IOException {
    List<String> alerts = found(ALERT, rules);
    assertThat(alerts).isNotEmpty().doesNotHaveDuplicates();
    assertThat(found(PAGE, rules)).isEqualTo(alerts);
    try (Stream<Path> pages = Files.list(ToldMetrics.file("docs/runbook"))) {
      assertThat(
              pages
                  .map(page -> page.getFileName().toString())
                  .filter(name -> !name.equals("README.md"))
                  .sorted()
                  .toList())
          .isEqualTo(alerts.stream().map(alert -> alert + ".md").toList());
    }
  }

  @Test
  void everyPageTellsWhatItMeansHowToLookAndHowToMend() throws IOException {
    for (String alert : found(ALERT, rules)) {
      assertThat(ToldMetrics.text("docs/runbook/" + alert + ".md"))
          .startsWith("# " + alert + "\n")
          .containsSubsequence("## What it means\n", "## How to look\n", "## How to mend\n");
    }
  }

  @Test
  void everyMetricOfAnAlertAndOfItsTestsExists() throws IOException {
    assertThat(ToldMetrics.unknownIn(rules)).isEmpty();
    assertThat(ToldMetrics.unknownIn(ToldMetrics.text("deploy/prometheus/alerts_test.yml")))
        .isEmpty();
  }

  @Test
  void everyAlertIsTestedToFireAndNotToFire() throws IOException {
    String tests = ToldMetrics.text("deploy/prometheus/alerts_test.yml");
    for (String alert : found(ALERT, rules)) {
      assertThat(tests)
          .containsPattern("(?m)^ +alertname: " + alert + "\n +exp_alerts:")
          .containsPattern("alertname: " + alert + "}");
    }
  }
}
