package dev.headwater.lake.server.mirror;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.fluss.metadata.TableInfo;

/**
 * Parquet files of the engine's own, each made of files of the lake and named by what it was made
 * of. The sources never change, so neither do these; they outlive the process.
 */
final class CachedFiles {
  private final Path directory;
  private final Duration grace;
  private final Map<Path, Long> retired = new HashMap<>();

  /**
   * @param grace how long a query may still read a file that newer ones do without
   */
  CachedFiles(Path directory, Duration grace) {
    this.directory = directory;
    this.grace = grace;
  }

  /** Writes a file's content. */
  interface Maker {
    void write(Path file) throws IOException, SQLException;
  }

  /**
   * The file, made when it is not there.
   *
   * @param identity what it is made of
   */
  Path file(TableInfo table, String identity, Maker maker) throws IOException, SQLException {
    Path folder = Files.createDirectories(folder(table));
    Path file = folder.resolve(digest(identity) + ".parquet");
    if (Files.exists(file)) {
      return file;
    }
    Path unfinished = Files.createTempFile(folder, "making", ".tmp");
    maker.write(unfinished);
    return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Removes a table's files that the newest snapshot does without, once no query can read them any
   * more.
   */
  synchronized void keep(TableInfo table, Set<Path> used) throws IOException {
    Path folder = folder(table);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (used.contains(file)) {
          retired.remove(file);
        } else if (System.nanoTime() - retired.computeIfAbsent(file, f -> System.nanoTime())
            > grace.toNanos()) {
          Files.deleteIfExists(file);
          retired.remove(file);
        }
      }
    }
  }

  private Path folder(TableInfo table) {
    return directory.resolve(table.getTablePath().getTableName());
  }

  private static String digest(String identity) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
