package dev.headwater.lake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class LakeArrowsTest {
  private static final JavaClasses LAKE =
      new ClassFileImporter().importPackages("dev.headwater.lake");

  @Test
  void lakeMeetsOtherRoomsInTablesOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.headwater.ingest..", "dev.headwater.jobs..", "dev.headwater.batch..")
        .because("rooms meet in tables, and storage is below them all")
        .check(LAKE);
  }

  @Test
  void lakeKnowsNoSpark() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .because("Spark and Flink never share a class path")
        .check(LAKE);
  }
}
