package dev.headwater.ingest.run;

import dev.headwater.ingest.decode.RecordDecoder;
import dev.headwater.ingest.platform.IngestSink;
import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.rows.Counts;
import dev.headwater.ingest.rows.Destination;
import dev.headwater.ingest.rows.Place;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Where records come from. One thread reads; another acknowledges what is safe on the platform, and
 * only then does a source remember how far it is. What was not acknowledged is read again.
 */
public interface EventSource extends AutoCloseable {

  Duration MOMENT = Duration.ofMillis(100);

  /** What came of asking for the next line. */
  enum Reading {
    LINE,
    /** Nothing is there now; ask again. */
    NOTHING_YET,
    END
  }

  /**
   * Goes to where an earlier run ended, before anything is read. What that run wrote behind the
   * place is read back from the sink when the table has no key that absorbs it.
   */
  void begin(IngestSink sink, IngestProgress progress);

  /**
   * Records before the place where reading begins.
   *
   * @param attempted those of the attempt in this process that this one goes on from
   */
  default Counts counts(Counts attempted) {
    return attempted;
  }

  RecordDecoder decoder();

  /** Whether reading may wait for what is not there yet. */
  boolean mayBlock();

  /** Keeps its place for a moment without reading, while the platform is behind. */
  default void rest() throws InterruptedException {
    Thread.sleep(MOMENT.toMillis());
  }

  /** Reads the next line into {@code line}. */
  Reading read(Line line) throws InterruptedException;

  /** Is told where the line that was read last goes. */
  default void routed(Destination destination) {}

  /** The place behind the last line that was read. */
  Place place();

  /** Length of the whole, bytes; empty when unknown. */
  default OptionalLong size() {
    return OptionalLong.empty();
  }

  /** Records that are there and not read yet; empty when unknown. */
  default OptionalLong behind() {
    return OptionalLong.empty();
  }

  /** Whether another run goes on where this one ended. */
  default boolean canBeContinued() {
    return true;
  }

  /** Whether another run in this process may open the same input again and go on. */
  default boolean canBeOpenedAgain() {
    return canBeContinued();
  }

  /** What is acknowledged, in words that go before "are safe". */
  String safe();

  /**
   * Everything was read and is acknowledged: forgets the place.
   *
   * @return the report, with what the source knows beyond its counts
   */
  default IngestReport completed(IngestReport report) {
    return report;
  }

  /** The run was stopped; what was read is acknowledged. */
  default IngestReport interrupted(IngestReport report) {
    return report;
  }

  @Override
  void close();
}
