package dev.headwater.jobs.cli;

import dev.headwater.jobs.doctor.Doctor;
import dev.headwater.jobs.doctor.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
final class DoctorCommand implements Callable<Integer> {
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
      Json.print(document(findings, healthy));
    } else {
      findings.forEach(DoctorCommand::print);
    }
    return healthy ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static void print(Finding finding) {
    String mark = Ansi.AUTO.string(finding.fault() ? "@|bold,red fault|@" : "@|green ok   |@");
    System.out.println(mark + "  " + finding.subject() + ": " + finding.words());
    if (finding.fault()) {
      System.out.println("       mend: " + finding.mend());
    }
  }

  private static Map<String, Object> document(List<Finding> findings, boolean healthy) {
    List<Map<String, Object>> documents = new ArrayList<>();
    for (Finding finding : findings) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("subject", finding.subject());
      document.put("fault", finding.fault());
      document.put("words", finding.words());
      document.put("mend", finding.mend());
      documents.add(document);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("healthy", healthy);
    document.put("findings", documents);
    return document;
  }
}
