package dev.headwater.ingest.servers;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class ServersArrowsTest {
  @Test
  void serversKnowNoRoom() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.headwater..", "org.apache.flink..", "org.apache.fluss..")
                .and(resideOutsideOfPackage("dev.headwater.ingest.servers..")))
        .because("they are what others own and records come from")
        .check(new ClassFileImporter().importPackages("dev.headwater.ingest.servers"));
  }
}
