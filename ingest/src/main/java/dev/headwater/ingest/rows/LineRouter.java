package dev.headwater.ingest.rows;

import dev.headwater.ingest.decode.RecordDecoder;
import dev.headwater.ingest.record.BadRecordException;
import dev.headwater.ingest.record.HorizonClock;
import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.record.Reason;
import dev.headwater.ingest.record.RecordRules;
import dev.headwater.ingest.record.RecordShape;
import dev.headwater.ingest.record.RecordText;
import dev.headwater.ingest.record.RejectedRecord;
import dev.headwater.ingest.record.Utf8;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.fluss.row.TimestampLtz;

/** Decodes lines and decides where each goes. Not thread-safe. */
public final class LineRouter {
  private final RecordDecoder decoder;
  private final HorizonClock horizon;
  private final RowBuilder rows;
  private final AsideRow lateRows;
  private final AsideRow rejectedRows;
  private final RecordText records;
  private final Clock wall;
  private final BiConsumer<Line, BadRecordException> refusals;
  private final Utf8 utf8 = new Utf8();
  private final Object[] values;
  private final int timeIndex;

  public LineRouter(
      RecordRules rules,
      RecordDecoder decoder,
      HorizonClock horizon,
      Map<Destination, RowLayout> layouts) {
    this(rules, decoder, horizon, layouts, (line, refusal) -> {});
  }

  /**
   * A router for whoever wants to tell where records came from of those that are refused.
   *
   * @param refusals is told of each, from the thread that routes
   */
  public LineRouter(
      RecordRules rules,
      RecordDecoder decoder,
      HorizonClock horizon,
      Map<Destination, RowLayout> layouts,
      BiConsumer<Line, BadRecordException> refusals) {
    this.refusals = refusals;
    this.decoder = decoder;
    this.horizon = horizon;
    this.wall = rules.wall();
    RecordShape shape = rules.shape();
    this.rows = new RowBuilder(shape, layouts.get(Destination.TABLE), rules.defaultCurrency());
    this.lateRows = new AsideRow(layouts.get(Destination.LATE), rules, decoder.header());
    this.rejectedRows = new AsideRow(layouts.get(Destination.REJECTED), rules, decoder.header());
    this.records = new RecordText(shape);
    this.values = new Object[shape.fields().size()];
    this.timeIndex = shape.type().timeIndex();
  }

  public Destination route(Line line, Batch batch) {
    Arrays.fill(values, null);
    Destination destination;
    try {
      requireReadable(line);
      batch.tally().ignore(decoder.decode(line, values));
      destination = routeDecoded(line, batch);
    } catch (BadRecordException e) {
      reject(line, batch, e);
      destination = Destination.REJECTED;
    }
    batch.passed(line);
    return destination;
  }

  private void requireReadable(Line line) throws BadRecordException {
    if (line.cutFrom > 0) {
      throw new BadRecordException(
          Reason.TOO_LONG,
          String.format(
              "the %s has %d bytes, more than %d; the payload is cut to its first %d%s",
              line.lines == 1 ? "line" : "record",
              line.cutFrom,
              Line.MAX_BYTES,
              line.length,
              line.broken.map(why -> "; " + why).orElse("")));
    }
    if (line.broken.isPresent()) {
      throw new BadRecordException(Reason.MALFORMED_CSV, line.broken.get());
    }
    utf8.require(line);
  }

  private Destination routeDecoded(Line line, Batch batch) throws BadRecordException {
    int timesCut = cutTimes();
    TimestampLtz time = (TimestampLtz) values[timeIndex];
    long millis = time.getEpochMillisecond();
    HorizonClock.Verdict verdict = horizon.judge(millis);
    boolean known = isKnown(line);
    if (known || verdict == HorizonClock.Verdict.ACCEPTED) {
      if (!known && !line.written) {
        batch.add(Destination.TABLE, rows.row(values, millis, line));
      }
      batch.addTime(millis);
      batch.tally().accept();
      batch.tally().cut(timesCut);
      return Destination.TABLE;
    }
    if (verdict == HorizonClock.Verdict.FUTURE) {
      throw new BadRecordException(
          Reason.FUTURE,
          String.format(
              "the record's time %s is more than one day ahead of this machine's clock, %s",
              time.toInstant(), wall.instant()));
    }
    String detail =
        String.format(
            "the record's time %s is older than the hot horizon, %s",
            time.toInstant(), Instant.ofEpochMilli(horizon.horizonMillis()));
    batch.add(
        Destination.LATE, lateRows.late(line, detail, time, records.of(values), wall.millis()));
    batch.tally().late();
    batch.tally().cut(timesCut);
    return Destination.LATE;
  }

  /** Columns hold milliseconds. */
  private int cutTimes() {
    int cut = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof TimestampLtz time && time.getNanoOfMillisecond() > 0) {
        values[i] = TimestampLtz.fromEpochMillis(time.getEpochMillisecond());
        cut++;
      }
    }
    return cut;
  }

  /** A replay that was killed has written this very record. */
  private boolean isKnown(Line line) {
    return line.refused != null
        && line.refused.known().filter(record -> record.equals(records.of(values))).isPresent();
  }

  /** One that is refused again as before stays as it is: a write that changes nothing harms. */
  private void reject(Line line, Batch batch, BadRecordException e) {
    batch.tally().reject(e.reason());
    refusals.accept(line, e);
    RejectedRecord before = line.refused;
    if (before != null
        && before.reason().equals(e.reason().code())
        && before.detail().equals(e.detail())) {
      return;
    }
    long millis = before == null ? wall.millis() : before.recordedAt().toEpochMilli();
    batch.add(Destination.REJECTED, rejectedRows.rejected(line, e, values[timeIndex], millis));
  }
}
