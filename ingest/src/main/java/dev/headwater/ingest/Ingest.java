package dev.headwater.ingest;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.fault.Quoted;
import dev.headwater.ingest.file.LineSource;
import dev.headwater.ingest.kafka.KafkaSource;
import dev.headwater.ingest.platform.DryRun;
import dev.headwater.ingest.platform.FlussSink;
import dev.headwater.ingest.platform.IngestSink;
import dev.headwater.ingest.postgres.PostgresSession;
import dev.headwater.ingest.postgres.PostgresSettings;
import dev.headwater.ingest.postgres.PostgresSlot;
import dev.headwater.ingest.postgres.PostgresSource;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.rejects.RejectSource;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.request.IngestRequest;
import dev.headwater.ingest.rows.Counts;
import dev.headwater.ingest.run.EventSource;
import dev.headwater.ingest.run.IngestPlan;
import dev.headwater.ingest.run.IngestRun;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads an input into a table of the platform: once, from one thread. {@link #stop} may come from
 * another.
 */
public final class Ingest {
  private final IngestRequest request;
  private final IngestProgress progress;
  private final Clock wall = Clock.systemUTC();
  private final CountDownLatch returned = new CountDownLatch(1);
  private volatile boolean stopAsked;
  private volatile Optional<IngestRun> running = Optional.empty();

  public Ingest(IngestRequest request, IngestProgress progress) {
    this.request = Objects.requireNonNull(request, "request");
    this.progress = Objects.requireNonNull(progress, "progress");
  }

  /** The tables that records can be ingested into. */
  public static List<String> tables() {
    return RecordType.tables();
  }

  /**
   * Ingests until the input ends or {@link #stop} is called. Records that break a rule are set
   * aside, never a reason to fail. An ingest of a file that loses the platform goes on by itself,
   * over a new connection, when the platform is back: the client's writer may not survive that.
   *
   * @throws IngestException.User when the request or the input must change
   * @throws IngestException.External when the platform is down, or goes away for longer than the
   *     request's patience
   * @throws IngestException.UnknownOutcome as External, and a repeat can count rows twice
   */
  public IngestReport run() {
    RecordType type = requireType();
    long startedNanos = System.nanoTime();
    Optional<IngestRun> lost = Optional.empty();
    try {
      while (true) {
        try {
          return attempt(type, lost, startedNanos);
        } catch (IngestException.External e) {
          lost = Optional.of(requireWayOn(e, lost));
        }
      }
    } finally {
      progress.close();
      returned.countDown();
    }
  }

  /**
   * Drops what an ingest of a table left in its Postgres: a replication slot keeps the write-ahead
   * log from being removed for as long as it is there. The next ingest begins with all rows.
   *
   * @return whether there was a slot
   * @throws IngestException.User when it is in use
   */
  public static boolean dropSlot(IngestInput.Postgres input, String table) {
    PostgresSettings settings = PostgresSettings.of(input, table);
    try (PostgresSession session = PostgresSession.open(settings)) {
      return new PostgresSlot(session, settings).drop();
    }
  }

  private IngestReport attempt(RecordType type, Optional<IngestRun> lost, long startedNanos) {
    IngestPlan plan = IngestPlan.of(request, type, wall);
    Counts attempted = lost.map(IngestRun::safeCounts).orElse(Counts.none());
    Duration patience = request.patience();
    Duration wait = lost.isPresent() ? patience : Duration.ZERO;
    try (EventSource source = source(plan, wait);
        IngestSink sink = sink(type, wait)) {
      source.begin(sink, progress);
      boolean mayTryAgain = source.canBeOpenedAgain() && lost.isEmpty();
      Duration quiet = mayTryAgain ? patience.dividedBy(4) : patience;
      return run(new IngestRun(plan, attempted, source, sink, progress, quiet), startedNanos);
    }
  }

  /**
   * Opens what the plan's request names.
   *
   * @param wait for a server that nobody answers for yet
   * @throws IngestException.User when that cannot be read
   */
  static EventSource source(IngestPlan plan, Duration wait) {
    if (plan.request().input() instanceof IngestInput.Kafka topics) {
      return KafkaSource.open(plan, topics);
    }
    if (plan.request().input() instanceof IngestInput.Postgres table) {
      return PostgresSource.open(plan, table, wait);
    }
    if (plan.request().input() instanceof IngestInput.Rejects rejects) {
      return new RejectSource(plan, rejects);
    }
    return LineSource.open(plan);
  }

  private IngestSink sink(RecordType type, Duration wait) {
    IngestSink platform = FlussSink.open(request, type, wait);
    return request.input() instanceof IngestInput.Rejects rejects
            && rejects.effect() == IngestInput.Rejects.Effect.NONE
        ? new DryRun(platform)
        : platform;
  }

  /** Another attempt is made when the last one got further than the one before it. */
  private IngestRun requireWayOn(IngestException.External e, Optional<IngestRun> lastLost) {
    IngestRun run = running.orElseThrow(() -> e);
    running = Optional.empty();
    boolean further = lastLost.isEmpty() || run.gotOn();
    if (!run.canBeOpenedAgain()
        || !further
        || stopAsked
        || Thread.currentThread().isInterrupted()) {
      throw e;
    }
    String what = request.input() instanceof IngestInput.Postgres ? "a connection" : "the platform";
    progress.note("lost " + what + "; " + run.safe() + " are safe, going on when it is back");
    return run;
  }

  private IngestReport run(IngestRun run, long startedNanos) {
    running = Optional.of(run);
    if (stopAsked) {
      run.stop();
    }
    try {
      return run.run(startedNanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IngestException.External(
          "the ingest into " + request.table() + " was interrupted; run the same command again", e);
    }
  }

  /**
   * Asks a running ingest to stop, write what it has read and keep its position; for a shutdown
   * hook.
   *
   * @param wait for {@link #run()} to return, at most
   * @return whether it returned
   */
  public boolean stop(Duration wait) {
    stopAsked = true;
    running.ifPresent(IngestRun::stop);
    try {
      return returned.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private RecordType requireType() {
    return RecordType.of(request.table())
        .orElseThrow(
            () ->
                new IngestException.User(
                    "unknown table %s; give one of %s",
                    Quoted.of(request.table()), String.join(", ", tables())));
  }
}
