package dev.headwater.ingest.postgres;

import dev.headwater.ingest.decode.RecordDecoder;
import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.platform.IngestSink;
import dev.headwater.ingest.postgres.PostgresLines.Kind;
import dev.headwater.ingest.postgres.PostgresSettings.Phase;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.rows.Place;
import dev.headwater.ingest.run.EventSource;
import dev.headwater.ingest.run.IngestPlan;
import io.debezium.engine.ChangeEvent;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Rows of a table of Postgres and then what changes in it. First all rows are read and
 * acknowledged, as of a moment after the slot's; then the slot's changes, some of which the rows
 * had already: keys absorb them.
 */
public final class PostgresSource implements EventSource {
  private final IngestPlan plan;
  private final PostgresSettings settings;
  private final PostgresTable table;
  private final Phase firstPhase;
  private final PostgresRow rows;
  private final PostgresLines lines;
  private final PostgresPlaces<ChangeEvent<SourceRecord, SourceRecord>> places =
      new PostgresPlaces<>(this::acknowledge);
  private volatile PostgresEngine engine;
  private volatile Phase phase;
  private IngestProgress progress = IngestProgress.silent();
  private Iterator<ChangeEvent<SourceRecord, SourceRecord>> records = Collections.emptyIterator();
  private Kind last = Kind.SILENT;
  private volatile long safe;

  private PostgresSource(
      IngestPlan plan,
      PostgresSettings settings,
      PostgresTable table,
      Phase firstPhase,
      Optional<String> endMark) {
    this.plan = plan;
    this.settings = settings;
    this.table = table;
    this.firstPhase = firstPhase;
    this.rows = new PostgresRow(table.columns(), settings.input().zone());
    String source =
        plan.request()
            .source()
            .orElse("postgres:" + settings.address().database() + "/" + settings.input().table());
    this.lines = new PostgresLines(rows, source, endMark);
  }

  /**
   * Connects, and makes the replication slot when there is none.
   *
   * @param wait for a server that does not answer
   * @throws IngestException.User when the database is not ready for it
   * @throws IngestException.External when the server does not answer
   */
  public static PostgresSource open(IngestPlan plan, IngestInput.Postgres input, Duration wait) {
    if (plan.format() != Format.JSONL) {
      throw new IngestException.User(
          plan.type() == RecordType.HITS
              ? "table hits has no key that absorbs rows of a database; give another --table"
              : "a table of Postgres has no format; leave --format out");
    }
    PostgresSettings settings = PostgresSettings.of(input, plan.type().table());
    try (PostgresSession session = PostgresSession.open(settings, wait)) {
      PostgresTable table = PostgresTable.find(session, settings, plan.type());
      Phase phase = new PostgresSlot(session, settings).begin();
      return new PostgresSource(plan, settings, table, phase, markEnd(session, input));
    }
  }

  /** Writes the place that is now the end into the log, behind all that is committed. */
  private static Optional<String> markEnd(PostgresSession session, IngestInput.Postgres input) {
    if (input.until() == IngestInput.Until.STOPPED) {
      return Optional.empty();
    }
    String endMark = UUID.randomUUID().toString();
    session.ask(
        "marking the end of the changes",
        "SELECT pg_logical_emit_message(true, ?, ?)::text",
        row -> row.getString(1),
        PostgresLines.MESSAGE_PREFIX,
        endMark);
    return Optional.of(endMark);
  }

  @Override
  public void begin(IngestSink sink, IngestProgress newProgress) {
    progress = newProgress;
    if (firstPhase == Phase.SNAPSHOT) {
      progress.note(
          "replication slot " + settings.slot() + " begins: first all rows of " + name() + " come");
    }
    start(firstPhase);
  }

  private void start(Phase newPhase) {
    phase = newPhase;
    engine = new PostgresEngine(settings.engine(newPhase, table.names()));
  }

  private String name() {
    return settings.input().table();
  }

  @Override
  public RecordDecoder decoder() {
    return rows.decoder(plan.lineDecoder(), name());
  }

  @Override
  public boolean mayBlock() {
    return !records.hasNext();
  }

  @Override
  public Reading read(Line line) throws InterruptedException {
    if (!records.hasNext()) {
      poll();
    }
    while (records.hasNext()) {
      ChangeEvent<SourceRecord, SourceRecord> event = records.next();
      last = lines.read(event.value(), phase, line);
      switch (last) {
        case LINE -> {
          places.shown(event);
          return Reading.LINE;
        }
        case END -> {
          places.passed(event);
          return Reading.END;
        }
        case SILENT -> places.passed(event);
        case SNAPSHOT_READ, INCOMPLETE -> records = Collections.emptyIterator();
      }
    }
    return Reading.NOTHING_YET;
  }

  /** Asks for more records, when all that came before are read. */
  private void poll() throws InterruptedException {
    boolean mustWait = last == Kind.INCOMPLETE || isSnapshotRead();
    if (places.areAcknowledged()) {
      if (last == Kind.INCOMPLETE) {
        throw gone(lines.vanished().orElseThrow());
      }
      if (isSnapshotRead()) {
        turnToChanges();
      }
      places.acknowledgePassed();
    } else if (mustWait) {
      // Nothing more before what was read is safe.
      rest();
      return;
    }
    List<ChangeEvent<SourceRecord, SourceRecord>> batch = engine.poll(MOMENT);
    if (batch != null) {
      records = batch.iterator();
    } else if (engine.failure().isPresent()) {
      throw new PostgresFailures(settings).words("reading " + name(), engine.failure().get());
    }
  }

  private boolean isSnapshotRead() {
    return last == Kind.SNAPSHOT_READ && phase == Phase.SNAPSHOT;
  }

  private void turnToChanges() {
    engine.close();
    try (PostgresSession session = PostgresSession.open(settings)) {
      new PostgresSlot(session, settings).finishSnapshot();
    }
    places.begin();
    start(Phase.CHANGES);
  }

  private void acknowledge(ChangeEvent<SourceRecord, SourceRecord> record) {
    // The slot does not move before all rows of the beginning are safe.
    if (phase == Phase.CHANGES) {
      engine.acknowledge(record);
    }
  }

  private IngestException gone(String column) {
    return new IngestException.User(
        "column %s is gone from %s; everything before is safe; name the column that has its values"
            + " now with --map FIELD=COLUMN (or leave the field out with --map FIELD=), and run the"
            + " command again",
        column, name());
  }

  @Override
  public Place place() {
    Place place = places.next();
    return (counts, sentMillis) -> {
      place.acknowledge(counts, sentMillis);
      safe = counts.read();
    };
  }

  @Override
  public String safe() {
    return String.format("%,d rows of %s", safe, name());
  }

  @Override
  public void close() {
    if (lines.deletes() > 0) {
      String table = plan.type().table();
      progress.note(
          String.format("%,d deleted rows of %s stay in %s", lines.deletes(), name(), table));
    }
    if (engine != null) {
      places.acknowledgePassed();
      engine.close();
    }
  }
}
