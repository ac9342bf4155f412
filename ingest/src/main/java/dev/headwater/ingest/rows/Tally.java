package dev.headwater.ingest.rows;

import dev.headwater.ingest.record.Reason;
import java.util.Map;
import java.util.TreeMap;

/** Running counts. Not thread-safe. */
public final class Tally {
  private long accepted;
  private long late;
  private long ignoredFields;
  private long timesCut;
  private final Map<String, Long> rejected = new TreeMap<>();

  public static Tally of(Counts counts) {
    Tally tally = new Tally();
    tally.add(counts);
    return tally;
  }

  void accept() {
    accepted++;
  }

  void late() {
    late++;
  }

  void reject(Reason reason) {
    rejected.merge(reason.code(), 1L, Long::sum);
  }

  void ignore(int fields) {
    ignoredFields += fields;
  }

  void cut(int times) {
    timesCut += times;
  }

  public void add(Counts counts) {
    accepted += counts.accepted();
    late += counts.late();
    ignoredFields += counts.ignoredFields();
    timesCut += counts.timesCut();
    counts.rejectedByReason().forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
  }

  public Counts counts() {
    return new Counts(accepted, late, ignoredFields, timesCut, rejected);
  }
}
