package dev.headwater.ingest.generate.writing;

import dev.headwater.ingest.record.Reason;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which of a generated file's events are broken, and the reason that each must be refused for. */
public final class BrokenLines {
  /** Of the kinds that the generator knows, in their order. */
  private static final List<Reason> REASONS =
      List.of(
          Reason.MALFORMED_JSON,
          Reason.MALFORMED_JSON,
          Reason.WRONG_TYPE,
          Reason.WRONG_TYPE,
          Reason.MISSING_FIELD,
          Reason.MISSING_FIELD,
          Reason.UNKNOWN_FIELD,
          Reason.BAD_TIME,
          Reason.BAD_TIME,
          Reason.WRONG_TYPE,
          Reason.DUPLICATE_FIELD,
          Reason.INVALID_UTF8,
          Reason.MALFORMED_JSON,
          Reason.MALFORMED_JSON,
          Reason.MALFORMED_JSON);

  private final Map<String, Reason> reasons = new HashMap<>();

  /**
   * The broken lines of a file.
   *
   * @param count of them
   */
  public BrokenLines(long count) {
    for (long number = 0; number < count; number++) {
      byte[] line = Malformed.line(Malformed.EVENTS, number);
      reasons.put(
          new String(line, StandardCharsets.ISO_8859_1),
          REASONS.get((int) (number % Malformed.EVENTS.size())));
    }
  }

  /** In how many ways they are broken. */
  public static int ways() {
    return Malformed.EVENTS.size();
  }

  /**
   * Why a line must be refused; empty for a good one.
   *
   * @param line its bytes as ISO-8859-1
   */
  public Optional<Reason> reason(String line) {
    return Optional.ofNullable(reasons.get(line));
  }
}
