package dev.headwater.ingest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;

/** How many records met which fate; each exactly one. */
record Counts(long accepted, long late, long ignoredFields, Map<String, Long> rejectedByReason) {
  Counts {
    rejectedByReason = Map.copyOf(rejectedByReason);
  }

  static Counts none() {
    return new Counts(0, 0, 0, Map.of());
  }

  @JsonIgnore
  long rejected() {
    return rejectedByReason.values().stream().mapToLong(Long::longValue).sum();
  }

  @JsonIgnore
  long read() {
    return accepted + late + rejected();
  }
}
