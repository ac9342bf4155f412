package dev.headwater.lake.storage;

import dev.headwater.lake.LakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * One platform's data on disk, held exclusively while it is open.
 *
 * <p>ZooKeeper's data, Fluss's local data and Fluss's remote data belong together: back up and
 * restore the whole directory, never a part. The lock is the operating system's and ends with the
 * process, however that ends. Not thread-safe: one thread opens, announces and closes.
 */
public final class DataDirectory implements AutoCloseable {
  private final Path root;
  private final DirectoryLock lock;
  private final Instant started;

  private DataDirectory(Path root, DirectoryLock lock, Instant started) {
    this.root = root;
    this.lock = lock;
    this.started = started;
  }

  /**
   * Takes the directory for this process, and makes it when it is absent; its parent must exist.
   *
   * @throws LakeException when it cannot be made or written, or when another process or another
   *     part of this one holds it
   */
  public static DataDirectory open(Path path) {
    Path directory = path.toAbsolutePath().normalize();
    Instant started = Instant.now();
    try {
      Path root = usable(directory);
      DirectoryLock lock =
          DirectoryLock.acquire(root.resolve(".lock"), DirectoryOwner.current(started, ""));
      return new DataDirectory(root, lock, started);
    } catch (IOException e) {
      throw unusable(
          directory,
          "cannot be written (" + e + ")",
          "free some space on its disk, correct its permissions, or choose another with --data",
          e);
    }
  }

  private static Path usable(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw unusable(
          directory,
          "has no parent directory " + parent,
          "make it with `mkdir -p " + parent + "`, or choose another with --data",
          null);
    }
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw unusable(directory, "is a file", "choose a directory with --data", null);
    }
    if (!Files.isDirectory(directory)) {
      Files.createDirectory(directory);
    }
    // Links are resolved so that two names of one directory meet in one lock.
    return directory.toRealPath();
  }

  private static LakeException unusable(
      Path directory, String what, String nextStep, IOException cause) {
    return LakeException.user("data directory " + directory + " " + what + ": " + nextStep, cause);
  }

  /**
   * Tells a second process, through the lock file, where this one listens.
   *
   * @param ports words for a person, such as {@code 9100 to 9105}
   */
  public void announcePorts(String ports) {
    try {
      lock.write(DirectoryOwner.current(started, ports));
    } catch (IOException e) {
      throw unusable(root, "cannot be written (" + e + ")", "free some space on its disk", e);
    }
  }

  /** The directory itself, absolute and without links. */
  public Path root() {
    return root;
  }

  /** ZooKeeper's data. */
  public Path zookeeper() {
    return root.resolve("zookeeper");
  }

  /** The tablet server's logs and key-value stores. */
  public Path fluss() {
    return root.resolve("fluss");
  }

  /** Fluss's remote data: log segments and key-value snapshots. */
  public Path remote() {
    return root.resolve("remote");
  }

  /** The lake's files. */
  public Path lake() {
    return root.resolve("lake");
  }

  /** Flink's checkpoints, savepoints and catalog store. */
  public Path flink() {
    return root.resolve("flink");
  }

  /** Releases the directory. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw unusable(root, "cannot be released (" + e + ")", "end this process", e);
    }
  }
}
