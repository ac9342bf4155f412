package dev.headwater.ingest;

import java.time.Clock;

/**
 * A request with everything decided.
 *
 * @param wall this machine's clock
 */
record IngestPlan(IngestRequest request, RecordType type, Format format, Clock wall) {

  static IngestPlan of(IngestRequest request, RecordType type, Clock wall) {
    Format format =
        request.format().orElseGet(() -> Format.defaultFor(type, request.input().name()));
    format.requireFor(type);
    return new IngestPlan(request, type, format, wall);
  }

  RecordRules rules() {
    return new RecordRules(type, format, request.options(), request.defaultCurrency(), wall);
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
