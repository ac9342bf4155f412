package dev.headwater.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of lake, ingest and jobs together; what a module has of its own is in its own test. */
class HouseTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter(List.of(new DoNotIncludeTests())).importPackages("dev.headwater");
  private static final int MOST_FILES = 25;

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("dev.headwater.(**)").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void noPackageIsAHall() throws IOException {
    assertThat(files().entrySet())
        .as("packages of more than %d files", MOST_FILES)
        .filteredOn(one -> one.getValue().size() > MOST_FILES)
        .isEmpty();
  }

  @Test
  void everyPackageSaysWhatLivesThere() throws IOException {
    assertThat(files().entrySet())
        .as("packages without a package-info")
        .filteredOn(one -> !one.getValue().contains("package-info.java"))
        .isEmpty();
  }

  @Test
  void insideOfIngestIsClosedToOtherRooms() {
    closed(
        "dev.headwater.ingest",
        "file",
        "kafka",
        "postgres",
        "rejects",
        "collect.keys",
        "run",
        "platform",
        "rows",
        "decode",
        "generate.world");
  }

  @Test
  void insideOfTheLakeIsClosedToOtherRooms() {
    closed(
        "dev.headwater.lake",
        "storage.mend",
        "union.flink",
        "server.http",
        "server.flight",
        "server.mirror",
        "server.duck");
  }

  @Test
  void ofItsOtherPackagesOnlyWhatACommandNeedsIsKnown() {
    only("dev.headwater.ingest", "record", "Format", "IngestOption", "Reason", "RejectedRecord");
    only("dev.headwater.ingest", "fault", "IngestException");
    only(
        "dev.headwater.ingest",
        "collect",
        "HttpCollector",
        "CollectorLimits",
        "CollectorReport",
        "CollectorRequest");
    only("dev.headwater.lake", "server.engine", "QueryMetrics");
    only("dev.headwater.lake", "server.ask", "QuerySettings");
    only("dev.headwater.lake", "server.door", "Flow", "QueryDoors", "Readers");
    only("dev.headwater.lake", "union", "LogTail", "OffsetRange", "Side");
    only(
        "dev.headwater.lake",
        "storage",
        "EmbeddedFluss",
        "Listeners",
        "StorageServer",
        "StorageSettings",
        "Tiering");
  }

  @Test
  void nobodyButTheCommandLineKnowsACommand() {
    classes()
        .that()
        .resideInAPackage("dev.headwater.jobs.cli..")
        .should()
        .onlyHaveDependentClassesThat()
        .resideInAPackage("dev.headwater.jobs.cli..")
        .because("commands are on top")
        .check(HOUSE);
  }

  private static void closed(String room, String... packages) {
    classes()
        .that()
        .resideInAnyPackage(
            Stream.of(packages).map(name -> room + "." + name + "..").toArray(String[]::new))
        .should()
        .onlyHaveDependentClassesThat()
        .resideInAPackage(room + "..")
        .because("what is public there is so for the neighbours, not for other rooms")
        .check(HOUSE);
  }

  /** Of a package, the classes that other rooms may know; the others are for the neighbours. */
  private static void only(String room, String name, String... known) {
    String inside = Pattern.quote(room + "." + name + ".");
    classes()
        .that()
        .resideInAPackage(room + "." + name)
        .and()
        .haveNameNotMatching(inside + "(" + String.join("|", known) + ")(\\$.*)?")
        .should()
        .onlyHaveDependentClassesThat()
        .resideInAPackage(room + "..")
        .because("of it other rooms know " + String.join(", ", known) + " alone")
        .check(HOUSE);
  }

  /** Names of files by package, as a path below the repository. */
  private static Map<String, List<String>> files() throws IOException {
    Map<String, List<String>> found = new TreeMap<>();
    Path top = Path.of("..").toRealPath();
    for (String module : List.of("lake", "ingest", "ingest/servers", "jobs", "batch")) {
      try (Stream<Path> sources = Files.walk(top.resolve(module).resolve("src/main/java"))) {
        found.putAll(
            sources
                .filter(file -> file.toString().endsWith(".java"))
                .collect(
                    Collectors.groupingBy(
                        file -> top.relativize(file.getParent()).toString(),
                        Collectors.mapping(
                            file -> file.getFileName().toString(), Collectors.toList()))));
      }
    }
    assertThat(found).hasSizeGreaterThan(50);
    return found;
  }
}
