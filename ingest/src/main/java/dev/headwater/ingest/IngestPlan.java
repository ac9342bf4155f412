package dev.headwater.ingest;

import java.time.Clock;
import java.util.Set;

/**
 * A request with everything decided.
 *
 * @param source name under which records are set aside
 * @param start where reading begins
 * @param alreadyWritten lines behind the start that are in the table, for tables without a key
 * @param wall this machine's clock
 */
record IngestPlan(
    IngestRequest request,
    RecordType type,
    Format format,
    String source,
    Position start,
    Set<Long> alreadyWritten,
    Clock wall) {
  IngestPlan {
    alreadyWritten = Set.copyOf(alreadyWritten);
  }

  /** For formats whose lines stand for themselves. */
  RecordDecoder lineDecoder() {
    return switch (format) {
      case JSONL -> new JsonRecordDecoder(type, request.options());
      case COMBINED_LOG -> new CombinedLogDecoder();
      case CSV -> throw new IllegalStateException("CSV needs its header");
    };
  }
}
