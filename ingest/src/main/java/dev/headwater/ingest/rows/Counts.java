package dev.headwater.ingest.rows;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;

/**
 * How many records met which fate; each exactly one.
 *
 * @param timesCut times that said more than milliseconds, which is what columns hold
 */
public record Counts(
    long accepted,
    long late,
    long ignoredFields,
    long timesCut,
    Map<String, Long> rejectedByReason) {
  public Counts {
    rejectedByReason = Map.copyOf(rejectedByReason);
  }

  public static Counts none() {
    return new Counts(0, 0, 0, 0, Map.of());
  }

  @JsonIgnore
  public long rejected() {
    return rejectedByReason.values().stream().mapToLong(Long::longValue).sum();
  }

  @JsonIgnore
  public long read() {
    return accepted + late + rejected();
  }
}
