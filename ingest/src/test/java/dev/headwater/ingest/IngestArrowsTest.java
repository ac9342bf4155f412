package dev.headwater.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.headwater.ingest",
    importOptions = ImportOption.DoNotIncludeTests.class)
class IngestArrowsTest {
  @ArchTest
  static final ArchRule ingestKnowsNoOtherRoom =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.headwater.lake..", "dev.headwater.jobs..", "dev.headwater.batch..")
          .because("rooms meet in tables");

  @ArchTest
  static final ArchRule ingestKnowsNoFlink =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..")
          .because("ingest speaks to the storage alone");
}
