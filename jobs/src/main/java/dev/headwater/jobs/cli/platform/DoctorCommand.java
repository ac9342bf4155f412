package dev.headwater.jobs.cli.platform;

import dev.headwater.jobs.cli.options.PlatformLocation;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.Json;
import dev.headwater.jobs.doctor.Doctor;
import dev.headwater.jobs.doctor.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds faults and their mend. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Check Java, jars, ports, disk, memory and the running platform; say how to mend each fault.")
public final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data directory to look at (default: ${DEFAULT-VALUE}).")
  Path data = Path.of("data", "platform");

  @Option(names = "--json", description = "Print one JSON document instead of lines.")
  boolean json;

  @Mixin PlatformLocation location = new PlatformLocation();

  @Override
  public Integer call() {
    List<Finding> findings = Doctor.examine(location.addresses(), data);
    boolean healthy = findings.stream().noneMatch(Finding::fault);
    if (json) {
      Json.print(new Document(healthy, findings));
    } else {
      findings.forEach(DoctorCommand::print);
    }
    return healthy ? ExitCode.DONE : ExitCode.FAILED;
  }

  private record Document(boolean healthy, List<Finding> findings) {}

  private static void print(Finding finding) {
    String mark = Ansi.AUTO.string(finding.fault() ? "@|bold,red fault|@" : "@|green ok   |@");
    System.out.println(mark + "  " + finding.subject() + ": " + finding.words());
    if (finding.fault()) {
      System.out.println("       mend: " + finding.mend());
    }
  }
}
