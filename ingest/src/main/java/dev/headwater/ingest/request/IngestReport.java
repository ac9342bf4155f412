package dev.headwater.ingest.request;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What an ingest did. Blank lines and a CSV header are no records; every other line is exactly one
 * of accepted, late and rejected. Of a continued ingest the counts are those of all its runs.
 *
 * @param ignoredFields unknown fields left out ({@code IngestOption#LENIENT})
 * @param timesCut times that said more than milliseconds, which is what columns hold
 * @param rejectedByReason reason code to count, reasons that occurred only
 * @param continuedAfterLine last line of the run that this one continued
 * @param interruptedAfterLine last line that is safely written, when the run was stopped before the
 *     end
 * @param positionFile where the way on is remembered, when there is one left
 * @param elapsed of this run
 */
public record IngestReport(
    long read,
    long accepted,
    long late,
    long rejected,
    long ignoredFields,
    long timesCut,
    Map<String, Long> rejectedByReason,
    OptionalLong continuedAfterLine,
    OptionalLong interruptedAfterLine,
    Optional<Path> positionFile,
    Duration elapsed) {

  public IngestReport {
    if (accepted + late + rejected != read) {
      throw new IllegalArgumentException(
          String.format(
              "accepted %s + late %s + rejected %s is not read %s",
              accepted, late, rejected, read));
    }
    rejectedByReason = Map.copyOf(rejectedByReason);
  }

  /** The same for a source whose lines have numbers. */
  public IngestReport between(
      OptionalLong continuedAfter, OptionalLong interruptedAfter, Optional<Path> remembered) {
    return new IngestReport(
        read,
        accepted,
        late,
        rejected,
        ignoredFields,
        timesCut,
        rejectedByReason,
        continuedAfter,
        interruptedAfter,
        remembered,
        elapsed);
  }

  /** Whether something was refused, and nothing accepted: whoever asked got nothing of it. */
  public boolean isAllRefused() {
    return rejected > 0 && accepted == 0;
  }

  /** The counts in words, for a person. */
  public String summary() {
    StringBuilder words = new StringBuilder();
    words.append(String.format("%,d records read: %,d accepted, ", read, accepted));
    words.append(String.format("%,d late, %,d rejected", late, rejected));
    if (rejected > 0) {
      words.append(' ').append(new TreeMap<>(rejectedByReason));
    }
    if (ignoredFields > 0) {
      words.append(String.format(", %,d unknown fields ignored", ignoredFields));
    }
    if (timesCut > 0) {
      words.append(String.format(", %,d times cut to milliseconds", timesCut));
    }
    if (read == 0 && interruptedAfterLine.isEmpty()) {
      words.append("; the input is empty");
    }
    interruptedAfterLine.ifPresent(line -> words.append("; ").append(interruption(line)));
    return words.toString();
  }

  private String interruption(long line) {
    return "interrupted after line "
        + line
        + (positionFile.isPresent()
            ? "; run the same command again to continue"
            : "; a stream cannot be continued, give it again from its start");
  }
}
