package dev.headwater.ingest.collect;

import dev.headwater.ingest.rows.Counts;
import java.util.concurrent.atomic.LongAdder;

/** Running counts of a collector. Thread-safe. */
final class CollectorTally {
  private final LongAdder written = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder timesCut = new LongAdder();

  void written(Counts counts) {
    written.increment();
    accepted.add(counts.accepted());
    late.add(counts.late());
    rejected.add(counts.rejected());
    timesCut.add(counts.timesCut());
  }

  void refused() {
    refused.increment();
  }

  CollectorReport report() {
    return new CollectorReport(
        written.sum(), refused.sum(), accepted.sum(), late.sum(), rejected.sum(), timesCut.sum());
  }
}
