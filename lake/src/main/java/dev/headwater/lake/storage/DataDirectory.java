package dev.headwater.lake.storage;

import dev.headwater.lake.storage.StorageException.Fault;
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
  private final boolean stoppedCleanly;

  private DataDirectory(Path root, DirectoryLock lock, Instant started, boolean stoppedCleanly) {
    this.root = root;
    this.lock = lock;
    this.started = started;
    this.stoppedCleanly = stoppedCleanly;
  }

  /**
   * Takes the directory for this process, and makes it when it is absent; its parent must exist.
   *
   * @throws StorageException {@code DIRECTORY_UNUSABLE} when it cannot be made or written, {@code
   *     DIRECTORY_IN_USE} when another process or another part of this one holds it
   */
  public static DataDirectory open(Path path) {
    Path directory = path.toAbsolutePath().normalize();
    Instant started = Instant.now();
    DirectoryLock lock = null;
    try {
      Path root = usable(directory);
      lock = DirectoryLock.acquire(root.resolve(".lock"), DirectoryOwner.current(started, ""));
      boolean stoppedCleanly = Files.notExists(marker(root));
      if (stoppedCleanly) {
        Files.createFile(marker(root));
      }
      return new DataDirectory(root, lock, started, stoppedCleanly);
    } catch (IOException e) {
      release(lock, e);
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

  private static StorageException unusable(
      Path directory, String what, String nextStep, IOException cause) {
    return new StorageException(
        Fault.DIRECTORY_UNUSABLE,
        "data directory " + directory + " " + what + ": " + nextStep,
        cause);
  }

  private static void release(DirectoryLock lock, IOException reason) {
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private static Path marker(Path root) {
    return root.resolve(".running");
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

  /** Whether the last run ended with {@link #markStopped()}; true for a new directory. */
  public boolean wasStoppedCleanly() {
    return stoppedCleanly;
  }

  /** Records that every server on the directory has stopped; call it right before closing. */
  public void markStopped() {
    try {
      Files.deleteIfExists(marker(root));
    } catch (IOException e) {
      throw unusable(root, "cannot be written (" + e + ")", "correct its permissions", e);
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

  /** Releases the directory. Without {@link #markStopped()} before, the stop counts as unclean. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw unusable(root, "cannot be released (" + e + ")", "end this process", e);
    }
  }
}
