package dev.headwater.batch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class BatchArrowsTest {
  private static final JavaClasses BATCH =
      new ClassFileImporter().importPackages("dev.headwater.batch");

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
  void batchKnowsSparkAndNoFlink() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..", "org.apache.fluss.flink..")
        .because("Spark and Flink never share a class path")
        .check(BATCH);
  }
}
