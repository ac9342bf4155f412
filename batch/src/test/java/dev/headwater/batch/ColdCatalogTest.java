package dev.headwater.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
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
}
