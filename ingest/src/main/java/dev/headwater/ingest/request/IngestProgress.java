package dev.headwater.ingest.request;

import java.util.OptionalLong;

/** Is told how an ingest goes, from one thread and at most four times a second. */
public interface IngestProgress extends AutoCloseable {

  /**
   * Things a person should know before or during the work, such as a run being continued.
   *
   * @param words one line
   */
  void note(String words);

  /**
   * How far the ingest is; only what the platform acknowledged counts.
   *
   * @param bytes of the input done
   * @param totalBytes of the input, empty when unknown
   * @param records done
   */
  void advanced(long bytes, OptionalLong totalBytes, long records);

  /**
   * How far behind a source without an end the ingest is.
   *
   * @param records there and not read yet
   */
  default void behind(long records) {}

  @Override
  void close();

  /** Says nothing. */
  static IngestProgress silent() {
    return new IngestProgress() {
      @Override
      public void note(String words) {}

      @Override
      public void advanced(long bytes, OptionalLong totalBytes, long records) {}

      @Override
      public void close() {}
    };
  }
}
