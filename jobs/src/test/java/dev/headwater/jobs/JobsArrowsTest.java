package dev.headwater.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobsArrowsTest {
  private static final JavaClasses JOBS =
      new ClassFileImporter().importPackages("dev.headwater.jobs");

  @Test
  void jobsUseLakeAndIngestButNeverBatch() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.headwater.batch..", "org.apache.spark..")
        .because("Spark and Flink never share a class path")
        .check(JOBS);
  }

  @Test
  void lakeAndIngestDoNotKnowTheJobsThatUseThem() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.headwater.jobs..")
        .because("arrows point from jobs to lake and ingest")
        .check(
            new ClassFileImporter().importPackages("dev.headwater.lake", "dev.headwater.ingest"));
  }

  @Test
  void onlyTheCommandLineWritesToStandardOutput() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..cli..")
        .should()
        .accessField(System.class, "out")
        .because("stdout is data, and one class turns outcomes into words and exit codes")
        .allowEmptyShould(true)
        .check(
            new ClassFileImporter(List.of(new DoNotIncludeTests()))
                .importPackages("dev.headwater.jobs"));
  }
}
