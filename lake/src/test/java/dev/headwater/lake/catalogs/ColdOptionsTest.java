package dev.headwater.lake.catalogs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.cold.ColdCatalog;
import dev.headwater.lake.cold.ColdTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdOptionsTest {
  @TempDir Path directory;

  @Test
  void flinkAndIcebergOpenWhatTheFileSays() throws Exception {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Catalogs catalogs = new Catalogs("nowhere:1", directory);
    write(
        "catalog-impl = org.apache.iceberg.jdbc.JdbcCatalog",
        "uri = jdbc:sqlite:" + elsewhere.resolve("c.db"),
        "warehouse = " + elsewhere.resolve("files"));

    assertThat(catalogs.options().get("cold"))
        .containsEntry("type", "iceberg")
        .containsEntry("uri", "jdbc:sqlite:" + elsewhere.resolve("c.db"));
    try (ColdCatalog cold = new ColdCatalog(catalogs)) {
      ColdTables.load().apply(cold);
      assertThat(cold.names()).contains("archive.events", "marketing.campaigns");
    }
    assertThat(elsewhere.resolve("c.db")).isRegularFile();
    assertThat(elsewhere.resolve("files")).isDirectory();
    assertThat(directory.resolve("cold/catalog.db")).doesNotExist();
  }

  @Test
  void aFileThatNamesNoCatalogIsRefused() throws Exception {
    write("uri = http://rest:8181");
    assertThatThrownBy(() -> new Catalogs("nowhere:1", directory).options())
        .isInstanceOf(LakeException.class)
        .hasMessage(
            directory.resolve("cold/catalog.properties")
                + " has no catalog-impl, such as org.apache.iceberg.rest.RESTCatalog");
  }

  private void write(String... lines) throws Exception {
    Files.createDirectories(directory.resolve("cold"));
    Files.write(directory.resolve("cold/catalog.properties"), List.of(lines));
  }
}
