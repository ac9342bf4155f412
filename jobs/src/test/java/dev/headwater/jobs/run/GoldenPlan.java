package dev.headwater.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A plan as it was checked in. Run with {@code -Dplans.update} to accept what is planned now. */
final class GoldenPlan {
  private static final Path FOLDER = Path.of("src/test/resources/plans");

  private GoldenPlan() {}

  static void compare(PlanReport report) throws IOException {
    Path file = FOLDER.resolve(report.job() + ".txt");
    if (System.getProperty("plans.update") != null) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, report.plan());
    }
    assertThat(report.plan())
        .as(
            "the plan of %s against %s; when the change is meant, run again with -Dplans.update and look at the difference",
            report.job(), file)
        .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
  }
}
