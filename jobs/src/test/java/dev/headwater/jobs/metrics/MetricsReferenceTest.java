package dev.headwater.jobs.metrics;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsReferenceTest {
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| `(headwater_\\w+)` \\| (\\w+) \\| [^|]+ \\| ([^|]*) \\| [^|]+ \\| ([^|]+)"
              + " \\|$");

  @Test
  void theReferenceListsExactlyTheMetricsThatAreRegistered() throws IOException {
    String listed =
        ROW.matcher(ToldMetrics.text("docs/reference/metrics.md"))
            .results()
            .map(row -> String.join(" | ", row.group(1), row.group(2), row.group(3), row.group(4)))
            .sorted()
            .collect(joining("\n"));

    String registered =
        ToldMetrics.all().entrySet().stream()
            .map(
                metric ->
                    String.join(
                        " | ",
                        metric.getKey(),
                        metric.getValue().type(),
                        metric.getValue().labels().stream()
                            .map(label -> "`" + label + "`")
                            .collect(joining(", ")),
                        metric.getValue().meaning()))
            .sorted()
            .collect(joining("\n"));
    assertThat(listed).isEqualTo(registered);
  }

  @Test
  void namesEndWithTheirUnitAndOnlyCountersWithTotal() {
    ToldMetrics.all()
        .forEach(
            (name, told) -> {
              assertThat(name).matches("headwater_[a-z_]+");
              assertThat(name.endsWith("_total")).as(name).isEqualTo(told.type().equals("counter"));
            });
  }
}
