package dev.headwater.lake.storage;

import dev.headwater.lake.LakeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An exclusive lock of the operating system on one file, which names its owner. */
record DirectoryLock(Path file, FileChannel channel) implements AutoCloseable {
  /**
   * Lock files held in this JVM. Asked before the file is opened: closing a second channel to a
   * file drops the lock that the first one holds (POSIX).
   */
  private static final Map<Path, DirectoryOwner> HELD_HERE = new ConcurrentHashMap<>();

  /**
   * @throws LakeException when it is held, here or elsewhere
   */
  static DirectoryLock acquire(Path file, DirectoryOwner owner) throws IOException {
    DirectoryOwner holder = HELD_HERE.putIfAbsent(file, owner);
    if (holder != null) {
      throw inUse(file, holder);
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(file, DirectoryOwner.parse(Files.readString(file)));
      }
      DirectoryLock acquired = new DirectoryLock(file, channel);
      acquired.write(owner);
      return acquired;
    } catch (IOException | RuntimeException e) {
      HELD_HERE.remove(file);
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  void write(DirectoryOwner owner) throws IOException {
    channel.truncate(0);
    ByteBuffer text = ByteBuffer.wrap(owner.text().getBytes(StandardCharsets.UTF_8));
    for (long position = 0; text.hasRemaining(); ) {
      position += channel.write(text, position);
    }
    HELD_HERE.put(file, owner);
  }

  private static LakeException inUse(Path file, DirectoryOwner owner) {
    return LakeException.user(
        String.format(
            "data directory %s is in use by %s: stop it with Ctrl-C or `%s`, or choose another"
                + " directory with --data",
            file.getParent(), owner.words(), owner.stopCommand()));
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      // The file stays: deleting it would let two processes lock two files of the same name.
      channel.close();
      HELD_HERE.remove(file);
    }
  }
}
