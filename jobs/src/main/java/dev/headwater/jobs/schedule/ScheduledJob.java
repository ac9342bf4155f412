package dev.headwater.jobs.schedule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A command of Headwater's own that is run at set times; verify after backfill, which puts right
 * what late events have touched.
 */
public enum ScheduledJob {
  MAINTENANCE("17 * * * *"),
  BACKFILL("30 2 * * *"),
  VERIFY("30 3 * * *");

  private final String usually;

  ScheduledJob(String usually) {
    this.usually = usually;
  }

  /**
   * The job of a name.
   *
   * @throws IllegalArgumentException when there is none, with the names there are
   */
  public static ScheduledJob of(String name) {
    return Arrays.stream(values())
        .filter(job -> job.key().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no scheduled job " + name + "; there are " + names()));
  }

  static List<String> names() {
    return Arrays.stream(values()).map(ScheduledJob::key).toList();
  }

  /** Its name in files and on the command line: that of the command it runs. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** When it runs unless told otherwise. */
  String usually() {
    return usually;
  }
}
