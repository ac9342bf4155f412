package dev.headwater.jobs.platform;

import dev.headwater.jobs.run.JobDefinition;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code up} starts.
 *
 * @param data data directory, made when absent
 * @param ports where the parts listen
 * @param jobs jobs to start
 * @param hotDays length of the hot horizon in days, at least 1
 */
public record PlatformOptions(
    Path data, PlatformPorts ports, List<JobDefinition> jobs, int hotDays) {
  /** Length of the hot horizon unless told otherwise. */
  public static final int DEFAULT_HOT_DAYS = 35;

  public PlatformOptions {
    data = data.toAbsolutePath().normalize();
    jobs = List.copyOf(jobs);
    if (hotDays < 1) {
      throw new IllegalArgumentException("a hot horizon of " + hotDays + " days keeps nothing");
    }
  }

  PlatformAddresses addresses() {
    return PlatformAddresses.of("127.0.0.1", ports);
  }
}
