package dev.headwater.jobs.cli.platform;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.cli.options.PlatformLocation;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.Json;
import dev.headwater.jobs.cli.words.Table;
import dev.headwater.jobs.run.ExistingTables;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.jobs.run.PlanCheck;
import dev.headwater.jobs.run.PlanReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The plan check. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description =
        "Compile jobs against the real tables and fail when a plan breaks its header's promise.")
final class JobsPlanCommand implements Callable<Integer> {
  private static final Table<PlanReport> DOCUMENT =
      new Table<PlanReport>()
          .named("name", PlanReport::job)
          .named("kept", PlanReport::kept)
          .named("promise", report -> report.promise().toString())
          .named("operators", PlanReport::operators)
          .named("problems", PlanReport::problems);

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "Jobs to check (default: all).")
  List<String> names = List.of();

  @Option(names = "--verbose", description = "Show the plans themselves.")
  boolean verbose;

  @Option(names = "--json", description = "Print one JSON document instead of lines.")
  boolean json;

  @Mixin PlatformLocation location = new PlatformLocation();

  @Override
  public Integer call() {
    List<JobDefinition> jobs = JobDefinitions.load().named(names);
    PlatformAddresses platform = location.running();
    List<PlanReport> reports = new ArrayList<>();
    try (ExistingTables tables = new ExistingTables(platform.bootstrapServers())) {
      PlanCheck check = new PlanCheck(platform.gateway(), tables);
      for (JobDefinition job : jobs) {
        PlanReport report = check.check(job);
        reports.add(report);
        if (!json) {
          print(report);
        }
      }
    }
    if (json) {
      Json.print(Map.of("jobs", DOCUMENT.documents(reports)));
    }
    return reports.stream().allMatch(PlanReport::kept) ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void print(PlanReport report) {
    System.out.printf(
        "%-6s %-24s %-14s %s%n",
        report.kept() ? "ok" : "BROKEN",
        report.job(),
        report.promise(),
        String.join(" <- ", report.operators()));
    report.problems().forEach(problem -> System.out.println("       " + problem));
    if (verbose) {
      report.plan().lines().forEach(line -> System.out.println("       " + line));
    }
  }
}
