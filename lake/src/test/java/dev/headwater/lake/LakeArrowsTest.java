package dev.headwater.lake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import org.junit.jupiter.api.Test;

class LakeArrowsTest {
  private static final JavaClasses LAKE =
      new ClassFileImporter(List.of(new DoNotIncludeTests())).importPackages("dev.headwater.lake");

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

  @Test
  void doorsDoNotKnowEachOther() {
    slices()
        .matching("dev.headwater.lake.server.(http|flight)..")
        .should()
        .notDependOnEachOther()
        .because("a door can be built, and taken away, by itself")
        .check(LAKE);
  }

  @Test
  void doorsKnowTheEngineAndNotHowItReads() {
    noClasses()
        .that()
        .resideInAnyPackage("..server.http..", "..server.flight..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..server.mirror..", "..lake.storage..")
        .because("a door asks the engine, which knows where rows come from")
        .check(LAKE);
  }

  @Test
  void theEngineKnowsNoDoor() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..server.engine..", "..server.mirror..", "..server.duck..", "..server.ask..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..server.http..", "..server.flight..", "..server.door..")
        .because("doors are above the engine")
        .check(LAKE);
  }

  @Test
  void mendedFaultsOfFlussAreKnownToTheStorageAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..lake.storage..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..lake.storage.mend..")
        .because("a mend goes the day its fault does, and nobody else may notice")
        .check(LAKE);
  }

  @Test
  void theUnionReadKnowsNeitherItsConnectorNorTheServer() {
    noClasses()
        .that()
        .resideInAPackage("dev.headwater.lake.union")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..union.flink..", "..lake.server..")
        .because("the rule of a complete read stands below whoever uses it")
        .check(LAKE);
  }
}
