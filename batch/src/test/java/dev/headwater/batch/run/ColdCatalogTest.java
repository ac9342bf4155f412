package dev.headwater.batch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.batch.fault.BatchException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdCatalogTest {
  @TempDir Path directory;

  @Test
  void sparkIsGivenAbsolutePathsWhateverTheWorkingDirectory() {
    Path relative = Path.of("").toAbsolutePath().relativize(directory);
    assertThat(ColdCatalog.in(relative).sparkOptions())
        .containsEntry("spark.sql.catalog.cold.uri", "jdbc:sqlite:" + directory + "/catalog.db")
        .containsEntry("spark.sql.catalog.cold.warehouse", directory + "/warehouse");
  }

  @Test
  void aDirectoryThatDoesNotExistIsNamedTogetherWithTheNextStep() {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> ColdCatalog.in(missing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(missing.resolve("catalog.db").toString())
        .hasMessageContaining("its directory does not exist. Create it");
  }

  @Test
  void sparkIsGivenWhatTheFileSays() throws Exception {
    Files.write(
        directory.resolve("catalog.properties"),
        List.of(
            "catalog-impl = org.apache.iceberg.rest.RESTCatalog",
            "uri = http://rest:8181",
            "warehouse = s3://cold"));
    ColdCatalog cold = ColdCatalog.in(directory);
    assertThat(cold.sparkOptions())
        .containsEntry("spark.sql.catalog.cold", "org.apache.iceberg.spark.SparkCatalog")
        .containsEntry("spark.sql.catalog.cold.catalog-impl", "org.apache.iceberg.rest.RESTCatalog")
        .containsEntry("spark.sql.catalog.cold.uri", "http://rest:8181")
        .containsEntry("spark.sql.catalog.cold.warehouse", "s3://cold");
    assertThat(cold.writable()).isEqualTo(directory);
  }

  @Test
  void aFileThatNamesNoCatalogIsRefused() throws Exception {
    Path file = directory.resolve("catalog.properties");
    Files.writeString(file, "uri = http://rest:8181");
    assertThatThrownBy(() -> ColdCatalog.in(directory))
        .isInstanceOf(BatchException.class)
        .hasMessage(file + " has no catalog-impl, such as org.apache.iceberg.rest.RESTCatalog");
  }

  @Test
  void theWarehouseIsWrittenToWhereItIsADirectoryOfTheCatalog() {
    assertThat(ColdCatalog.in(directory).writable()).isEqualTo(directory.resolve("warehouse"));
  }
}
