package dev.headwater.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import org.junit.jupiter.api.Test;

class IngestArrowsTest {
  private static final JavaClasses INGEST =
      new ClassFileImporter(List.of(new DoNotIncludeTests()))
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

  @Test
  void noSourceKnowsAnother() {
    slices()
        .matching("dev.headwater.ingest.(file|kafka|postgres|rejects|collect)..")
        .should()
        .notDependOnEachOther()
        .because("a source can be built, and taken away, by itself")
        .check(INGEST);
  }

  @Test
  void decodeAndRecordKnowNeitherSourceNorSink() {
    noClasses()
        .that()
        .resideInAnyPackage("..ingest.decode..", "..ingest.record..", "..ingest.fault..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.headwater.ingest",
            "..ingest.file..",
            "..ingest.kafka..",
            "..ingest.postgres..",
            "..ingest.rejects..",
            "..ingest.collect..",
            "..ingest.run..",
            "..ingest.platform..",
            "..ingest.rows..")
        .because("what a record is does not depend on where it comes from, or goes to")
        .check(INGEST);
  }

  @Test
  void onlyThePlatformRoomSpeaksToTheStorage() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..ingest.platform..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.fluss.client..")
        .because("one room opens tables, writes to them and tells what went wrong")
        .check(INGEST);
  }

  @Test
  void onlyASourceKnowsItsOwnClient() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..ingest.kafka..", "..ingest.postgres..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka.clients..", "io.debezium..")
        .because("a source hides what it reads with")
        .check(INGEST);
  }

  @Test
  void theGeneratorKnowsNothingOfIngest() {
    noClasses()
        .that()
        .resideInAPackage("..ingest.generate..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..ingest.run..", "..ingest.platform..", "..ingest.rows..")
        .because("a made-up shop comes in as any other does")
        .check(INGEST);
  }
}
