package dev.headwater.ingest;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Where records come from. One thread reads; another acknowledges what is safe on the platform, and
 * only then does a source remember how far it is. What was not acknowledged is read again.
 */
interface EventSource extends AutoCloseable {

  Duration MOMENT = Duration.ofMillis(100);

  /** What came of asking for the next line. */
  enum Reading {
    LINE,
    /** Nothing is there now; ask again. */
    NOTHING_YET,
    END
  }

  /** A place between two lines of a source. */
  @FunctionalInterface
  interface Place {

    /**
     * Everything before the place is safe.
     *
     * @param counts of all records before it
     * @param sentMillis wall clock; what lies behind the place was written after it
     */
    void acknowledge(Counts counts, long sentMillis);
  }

  /**
   * Opens what the plan's request names.
   *
   * @param before counts of the attempt that this one goes on from, for sources without their own
   * @param wait for a server that nobody answers for yet
   * @throws IngestException.User when that cannot be read
   */
  static EventSource open(IngestPlan plan, Counts before, Duration wait) {
    if (plan.request().input() instanceof IngestInput.Kafka topics) {
      return KafkaSource.open(plan, topics, before);
    }
    if (plan.request().input() instanceof IngestInput.Postgres table) {
      return PostgresSource.open(plan, table, before, wait);
    }
    if (plan.request().input() instanceof IngestInput.Rejects rejects) {
      return new RejectSource(plan, rejects);
    }
    return LineSource.open(plan);
  }

  /**
   * Goes to where an earlier run ended, before anything is read. What that run wrote behind the
   * place is read back from the sink when the table has no key that absorbs it.
   */
  void begin(IngestSink sink, IngestProgress progress);

  /** Records before the place where reading begins. */
  Counts counts();

  RecordDecoder decoder();

  /** Whether reading may wait for what is not there yet. */
  boolean mayBlock();

  /** Keeps its place for a moment without reading, while the platform is behind. */
  void rest() throws InterruptedException;

  /** Reads the next line into {@code line}. */
  Reading read(Line line) throws InterruptedException;

  /** Is told where the line that was read last goes. */
  default void routed(Destination destination) {}

  /** The place behind the last line that was read. */
  Place place();

  /** Length of the whole, bytes; empty when unknown. */
  OptionalLong size();

  /** Records that are there and not read yet; empty when unknown. */
  OptionalLong behind();

  /** Whether another run goes on where this one ended. */
  boolean canBeContinued();

  /** Whether another run in this process may open the same input again and go on. */
  default boolean canBeOpenedAgain() {
    return canBeContinued();
  }

  /** What is acknowledged, in words that go before "are safe". */
  String safe();

  /** Everything was read and is acknowledged: forgets the place. */
  Stretch completed();

  /** The run was stopped; what was read is acknowledged. */
  Stretch interrupted();

  @Override
  void close();
}
