package dev.headwater.jobs.config;

import dev.headwater.lake.catalogs.Catalogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a platform keeps Flink's part of its data.
 *
 * @param root the data directory
 */
public record PlatformDirectory(Path root) {
  public PlatformDirectory {
    root = root.toAbsolutePath().normalize();
  }

  public Path checkpoints() {
    return root.resolve("flink/checkpoints");
  }

  public Path savepoints() {
    return root.resolve("flink/savepoints");
  }

  Path catalogStore() {
    return root.resolve("flink/catalogs");
  }

  /** The query server's own files. */
  public Path query() {
    return root.resolve("query");
  }

  public Path temporary() {
    return root.resolve("flink/tmp");
  }

  /** Makes what Flink expects to be there, and writes the catalogs that its sessions find. */
  public void prepare(Catalogs catalogs) throws IOException {
    Files.createDirectories(checkpoints());
    Files.createDirectories(savepoints());
    Files.createDirectories(catalogs.cold());
    CatalogStore.write(catalogStore(), catalogs.options());
  }
}
