package dev.headwater.batch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchArrowsTest {
  private static final JavaClasses BATCH =
      new ClassFileImporter(List.of(new DoNotIncludeTests())).importPackages("dev.headwater.batch");

  @Test
  void batchMeetsOtherRoomsInTablesOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.headwater.lake..", "dev.headwater.ingest..", "dev.headwater.jobs..")
        .because("rooms meet in tables")
        .check(BATCH);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("dev.headwater.batch.(**)").should().beFreeOfCycles().check(BATCH);
  }

  @Test
  void batchKnowsSparkAndNoFlink() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..", "org.apache.fluss.flink..")
        .because("Spark and Flink never share a class path")
        .check(BATCH);
  }
}
