package dev.headwater.batch.recompute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.io.IOUtils;

/** A file in batch/sql: one query of Spark's. */
public final class Statement {
  private Statement() {}

  public static String text(String name) {
    String resource = "/batch/sql/" + name + ".sql";
    try {
      return IOUtils.resourceToString(resource, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
