package dev.headwater.jobs.cli;

import dev.headwater.lake.tables.DefinitionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/** A checkout of its own, so that definitions can be changed in tests, which find it changed. */
final class EvolvedHome implements AutoCloseable {
  private static final String PROPERTY = "headwater.home";

  private final Path home;
  private final String before = System.getProperty(PROPERTY);

  EvolvedHome(Path home) throws IOException {
    this.home = home;
    for (String folder : new String[] {"lake/sql", "jobs/sql"}) {
      if (Files.notExists(home.resolve(folder))) {
        FileUtils.copyDirectory(
            Path.of("..").resolve(folder).toFile(), home.resolve(folder).toFile());
      }
    }
    System.setProperty(PROPERTY, home.toString());
  }

  String text(String file) throws IOException {
    return Files.readString(home.resolve(file));
  }

  void addColumn(String file, String declaration) throws IOException {
    Files.writeString(home.resolve(file), DefinitionFile.withColumn(text(file), declaration));
  }

  @Override
  public void close() {
    System.setProperty(PROPERTY, before);
  }
}
