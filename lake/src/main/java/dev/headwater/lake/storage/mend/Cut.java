package dev.headwater.lake.storage.mend;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * An incomplete last batch that was cut from a log. Goes with {@link LogRepair}.
 *
 * @param file the log segment
 * @param position the file's new length in bytes: the end of the last whole batch
 * @param bytesCut how many bytes were cut; at least 1
 * @param nextOffset the offset that the bucket's next record gets
 */
public record Cut(Path file, long position, long bytesCut, long nextOffset) {
  public Cut {
    Objects.requireNonNull(file, "file");
    if (position < 0 || bytesCut < 1 || nextOffset < 0) {
      throw new IllegalArgumentException(
          "no cut: position " + position + ", bytes " + bytesCut + ", next offset " + nextOffset);
    }
  }

  /** One line for the operator. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "cut an incomplete last batch: %d bytes from position %d of %s; the log goes on at offset"
            + " %d; the batch was never acknowledged",
        bytesCut,
        position,
        file,
        nextOffset);
  }
}
