package dev.headwater.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class IngestArrowsTest {
  private static final JavaClasses INGEST =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.headwater.ingest");

  @Test
  void ingestMeetsOtherRoomsInTablesOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.headwater.lake..", "dev.headwater.jobs..", "dev.headwater.batch..")
        .because("rooms meet in tables")
        .check(INGEST);
  }

  @Test
  void ingestKnowsNoFlink() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.flink..")
        .because("ingest speaks to the storage alone")
        .check(INGEST);
  }
}
