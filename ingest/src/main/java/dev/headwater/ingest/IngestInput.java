package dev.headwater.ingest;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;

/** What is read. */
public sealed interface IngestInput {

  /** A file; its ingest can be interrupted and continued. */
  record File(Path path) implements IngestInput {
    public File {
      Objects.requireNonNull(path, "path");
    }
  }

  /**
   * A stream such as stdin, read once and not closed; it has no position to continue from.
   *
   * @param name what messages call it
   */
  record Stream(InputStream stream, String name) implements IngestInput {
    public Stream {
      Objects.requireNonNull(stream, "stream");
      Objects.requireNonNull(name, "name");
    }
  }

  static IngestInput file(Path path) {
    return new File(path);
  }

  static IngestInput stdin() {
    return new Stream(System.in, "stdin");
  }
}
