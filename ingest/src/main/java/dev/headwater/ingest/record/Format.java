package dev.headwater.ingest.record;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.fault.Quoted;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the lines of an input are written. */
public enum Format {
  /** One JSON object a line. */
  JSONL,
  /** RFC 4180 with a header; a quoted cell may go on over line ends. */
  CSV,
  /** Web access logs in the combined log format. */
  COMBINED_LOG;

  /** The name on the command line and in the tables: {@code jsonl}, {@code combined-log}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The format with this name.
   *
   * @throws IngestException.User when there is none
   */
  public static Format parse(String code) {
    return Arrays.stream(values())
        .filter(format -> format.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IngestException.User(
                    "unknown format %s; give one of %s",
                    Quoted.of(code),
                    Arrays.stream(values()).map(Format::code).collect(Collectors.joining(", "))));
  }

  /** The format when none is given: by table, then by the input's name. */
  public static Format defaultFor(RecordType type, String inputName) {
    if (type == RecordType.HITS) {
      return COMBINED_LOG;
    }
    return inputName.toLowerCase(Locale.ROOT).endsWith(".csv") ? CSV : JSONL;
  }

  /** Refuses a format that cannot carry the table. */
  public void requireFor(RecordType type) {
    if ((this == COMBINED_LOG) != (type == RecordType.HITS)) {
      throw new IngestException.User(
          "table %s cannot be read from format %s; use %s%s",
          type.table(),
          code(),
          defaultFor(type, "").code(),
          type == RecordType.HITS ? "" : " or csv");
    }
  }
}
