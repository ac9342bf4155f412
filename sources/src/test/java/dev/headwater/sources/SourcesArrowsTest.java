package dev.headwater.sources;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class SourcesArrowsTest {
  @Test
  void sourcesKnowNoRoom() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.headwater.lake..",
            "dev.headwater.ingest..",
            "dev.headwater.jobs..",
            "dev.headwater.batch..",
            "org.apache.flink..",
            "org.apache.fluss..")
        .because("they are what others own and records come from")
        .check(new ClassFileImporter().importPackages("dev.headwater.sources"));
  }
}
