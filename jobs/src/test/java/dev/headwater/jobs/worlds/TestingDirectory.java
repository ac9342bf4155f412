package dev.headwater.jobs.worlds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.fluss.utils.FileUtils;

/** Directories for tests that Jupiter's TempDir does not reach. */
final class TestingDirectory {
  private TestingDirectory() {}

  /** An empty directory among the build's files; what an earlier run has left there is gone. */
  static Path fresh(String name) throws IOException {
    Path directory = Path.of("target", name).toAbsolutePath();
    FileUtils.deleteDirectoryQuietly(directory.toFile());
    return Files.createDirectories(directory);
  }
}
