package dev.headwater.batch.backfill;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.headwater.batch.fault.BatchException;
import dev.headwater.batch.fault.BatchException.Actor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One backfill at a time. The lock is the operating system's: it ends with the process. */
record RunLock(FileChannel file) implements AutoCloseable {
  /**
   * Takes the lock, in the warehouse, which is then known to be writable.
   *
   * @return empty when another backfill has it
   * @throws BatchException when the warehouse cannot be written to
   */
  static Optional<RunLock> take(Path warehouse) {
    try {
      Files.createDirectories(warehouse);
      FileChannel file = FileChannel.open(warehouse.resolve(".backfill.lock"), CREATE, WRITE);
      if (isLocked(file)) {
        return Optional.of(new RunLock(file));
      }
      file.close();
      return Optional.empty();
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
