package dev.headwater.lake.server.mirror;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.fluss.metadata.TableInfo;
import org.apache.paimon.fs.FileIO;

/** Files of a lake as files of this machine: DuckDB reads no others. */
final class LocalFiles {
  private final TableInfo table;
  private final FileIO lake;
  private final CachedFiles cache;
  private final List<Path> copies = new ArrayList<>();

  LocalFiles(TableInfo table, FileIO lake, CachedFiles cache) {
    this.table = table;
    this.lake = lake;
    this.cache = cache;
  }

  /**
   * The file itself where it is one of this machine, else a copy.
   *
   * @param path as Paimon names it. What it escapes there stays escaped: this is no URI to be
   *     decoded
   */
  Path file(String path) throws IOException, SQLException {
    String file = path.startsWith("file:") ? path.substring("file:".length()) : path;
    if (file.startsWith("/")) {
      return Path.of(file);
    }
    Path copy =
        cache.file(
            table,
            path,
            made -> {
              try (InputStream content = lake.newInputStream(new org.apache.paimon.fs.Path(path))) {
                Files.copy(content, made, StandardCopyOption.REPLACE_EXISTING);
              }
            });
    copies.add(copy);
    return copy;
  }

  /** Those of the files that were asked for which are copies. */
  List<Path> copies() {
    return List.copyOf(copies);
  }
}
