package dev.headwater.jobs.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.jobs.FileIngest;
import dev.headwater.jobs.StoredRows;
import dev.headwater.jobs.platform.TestingPlatform;
import dev.headwater.jobs.run.ExistingTables;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.PlanCheck;
import dev.headwater.jobs.settle.PlatformSettle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All cases, which go through one platform together, round by round. */
public final class CasesRun {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path directory;
  private final TestingPlatform platform;
  private FoundRows found;
  private final Map<String, SharedFile> filesBySource = new HashMap<>();

  private CasesRun(Path directory, TestingPlatform platform) {
    this.directory = directory;
    this.platform = platform;
  }

  /**
   * Ingests what the accepted cases give; all of them share a round's ingests and its settle, or
   * its restart of the platform, which runs all jobs.
   */
  public static CasesRun on(TestingPlatform platform, Path directory) throws IOException {
    CasesRun run = new CasesRun(Files.createDirectories(directory), platform);
    run.found = run.run(Case.all());
    return run;
  }

  private FoundRows run(List<Case> cases) throws IOException {
    List<Case> accepted = cases.stream().filter(one -> !one.fails()).toList();
    int rounds = accepted.stream().mapToInt(one -> one.rounds().size()).max().orElse(0);
    for (int number = 0; number < rounds; number++) {
      int current = number;
      List<Round> together =
          accepted.stream()
              .filter(one -> one.rounds().size() > current)
              .map(one -> one.rounds().get(current))
              .toList();
      run(number, together);
    }
    StoredRows stored = new StoredRows(platform.addresses());
    return new FoundRows(stored, accepted, filesBySource);
  }

  private void run(int number, List<Round> together) throws IOException {
    long begun = System.nanoTime();
    SortedMap<String, SharedFile> byTable = new TreeMap<>();
    for (Round round : together) {
      for (GivenFile file : round.files()) {
        Path shared = directory.resolve(number + "-" + file.table());
        byTable.computeIfAbsent(file.table(), table -> new SharedFile(shared)).add(file);
      }
    }
    for (Map.Entry<String, SharedFile> table : byTable.entrySet()) {
      Path file = table.getValue().write();
      filesBySource.put(file.toString(), table.getValue());
      ingest(table.getKey(), file);
    }
    long ingested = System.nanoTime();
    if (together.stream().anyMatch(round -> round.end() == Round.End.SETTLE)) {
      assertThat(PlatformSettle.settle(platform.addresses(), PATIENCE).messages()).isEmpty();
    }
    if (together.stream().anyMatch(round -> round.end() == Round.End.RESTART)) {
      platform.restart();
    }
    System.out.printf(
        "round %d of the cases: %s ingested in %d ms, then settled or restarted in %d ms%n",
        number + 1,
        byTable.keySet(),
        (ingested - begun) / 1_000_000,
        (System.nanoTime() - ingested) / 1_000_000);
  }

  private void ingest(String table, Path file) {
    FileIngest.of(platform.addresses(), table, file);
  }

  /** What a case has brought into a table or view. */
  List<List<String>> found(Case one, ExpectedTable table) {
    return found.of(one, table);
  }

  /** Why the files of a case are refused: an ingest's words, or those of the plan check. */
  String refusal(Case refused) throws IOException {
    for (GivenFile file : refused.files()) {
      try {
        if (file.name().equals("job.sql")) {
          return String.join("\n", planProblems(Files.readString(file.path())));
        }
        // A copy: an ingest that ends early leaves its position beside its file.
        Path copy = directory.resolve(refused.name() + "-" + file.name());
        ingest(file.table(), Files.copy(file.path(), copy));
      } catch (IngestException | IllegalArgumentException e) {
        return e.getMessage();
      }
    }
    return "nothing was refused";
  }

  private List<String> planProblems(String sql) {
    JobDefinition job = JobDefinition.parse("job", sql);
    try (ExistingTables tables = new ExistingTables(platform.addresses().bootstrapServers())) {
      return new PlanCheck(platform.addresses().gateway(), tables).check(job).problems();
    }
  }
}
