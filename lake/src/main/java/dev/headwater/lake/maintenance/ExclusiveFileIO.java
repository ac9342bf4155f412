package dev.headwater.lake.maintenance;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import org.apache.paimon.fs.Path;
import org.apache.paimon.fs.local.LocalFileIO;

/**
 * Files of a lake on this machine's disk, where a rename never replaces a file. Paimon's own looks
 * first and moves then, under a lock of its process: a commit by another process in between, such
 * as that of tiering, would be overwritten.
 */
final class ExclusiveFileIO extends LocalFileIO {
  private static final long serialVersionUID = 1L;

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    java.nio.file.Path target = toFile(to).toPath();
    Files.createDirectories(target.getParent());
    try {
      Files.createLink(target, toFile(from).toPath());
    } catch (FileAlreadyExistsException theOtherWasFirst) {
      return false;
    }
    Files.delete(toFile(from).toPath());
    return true;
  }
}
