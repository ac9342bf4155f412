package dev.headwater.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A file in batch/sql: one query of Spark's. */
final class Statement {
  private Statement() {}

  static String text(String name) {
    String resource = "/batch/sql/" + name + ".sql";
    try (InputStream file = Statement.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalStateException("there is no " + resource);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
