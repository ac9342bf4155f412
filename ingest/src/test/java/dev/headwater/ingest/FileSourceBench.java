package dev.headwater.ingest;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("bench")
class FileSourceBench implements SourceContract {
  @TempDir static Path data;
  @TempDir Path directory;
  private static TestingPlatform platform;

  @BeforeAll
  static void start() {
    platform = TestingPlatform.start(data, TestingPlatform.freePorts());
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  @Override
  public TestingPlatform platform() {
    return platform;
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public Feed feed(String table, List<String> lines) throws Exception {
    return KeyedSourceContract.file(directory.resolve(table), lines);
  }

  @Override
  public int kills() {
    return 100;
  }
}
