package dev.headwater.jobs.doctor;

import dev.headwater.jobs.address.PlatformAddresses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks for what keeps a platform from starting or working, and says how to mend it. */
public final class Doctor {
  private Doctor() {}

  /**
   * Examines this machine and, when it is up, the platform.
   *
   * @param platform where the platform is or would be
   * @param data its data directory
   */
  public static List<Finding> examine(PlatformAddresses platform, Path data) {
    List<Finding> findings = new ArrayList<>(JavaChecks.run());
    findings.addAll(MachineChecks.run(data));
    findings.addAll(PlatformChecks.run(platform));
    return findings;
  }
}
