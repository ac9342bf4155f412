package dev.headwater.batch;

import dev.headwater.batch.BatchException.Actor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** One backfill at a time. The lock is the operating system's: it ends with the process. */
final class RunLock implements AutoCloseable {
  private final FileChannel file;

  private RunLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Takes the lock, in the warehouse, which is then known to be writable.
   *
   * @return empty when another backfill has it
   * @throws BatchException when the warehouse cannot be written to
   */
  static Optional<RunLock> take(Path warehouse) {
    try {
      Files.createDirectories(warehouse);
      FileChannel file =
          FileChannel.open(
              warehouse.resolve(".backfill.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (!isLocked(file)) {
        file.close();
        return Optional.empty();
      }
      return Optional.of(new RunLock(file));
    } catch (IOException e) {
      throw new BatchException(
          Actor.EXTERNAL, "the warehouse " + warehouse + " cannot be written to: " + e, e);
    }
  }

  private static boolean isLocked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException inThisProcess) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new BatchException(Actor.EXTERNAL, "the lock of backfills was not given back: " + e, e);
    }
  }
}
