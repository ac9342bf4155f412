package dev.headwater.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.apache.fluss.row.TimestampLtz;

/** Decodes lines and decides where each goes. Not thread-safe. */
final class LineRouter {
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

  LineRouter(RecordRules rules, RecordDecoder decoder, HorizonClock horizon, IngestSink sink) {
    this(rules, decoder, horizon, sink, (line, refusal) -> {});
  }

  /**
   * A router for whoever wants to tell where records came from of those that are refused.
   *
   * @param refusals is told of each, from the thread that routes
   */
  LineRouter(
      RecordRules rules,
      RecordDecoder decoder,
      HorizonClock horizon,
      IngestSink sink,
      BiConsumer<Line, BadRecordException> refusals) {
    this.refusals = refusals;
    this.decoder = decoder;
    this.horizon = horizon;
    this.wall = rules.wall();
    RecordType type = rules.type();
    this.rows = new RowBuilder(type, sink.layout(Destination.TABLE), rules.defaultCurrency());
    this.lateRows = new AsideRow(sink.layout(Destination.LATE), type, rules.format());
    this.rejectedRows = new AsideRow(sink.layout(Destination.REJECTED), type, rules.format());
    this.records = new RecordText(type);
    this.values = new Object[type.fields().size()];
    this.timeIndex = type.timeIndex();
  }

  void route(Line line, Batch batch) {
    RecordDecoder.clear(values);
    try {
      requireReadable(line);
      batch.tally().ignore(decoder.decode(line, values));
      routeDecoded(line, batch);
    } catch (BadRecordException e) {
      reject(line, batch, e);
    }
    batch.passed(line);
  }

  private void requireReadable(Line line) throws BadRecordException {
    if (line.cutFrom > 0) {
      throw new BadRecordException(
          Reason.TOO_LONG,
          String.format(
              "the line has %d bytes, more than %d; the payload is cut to its first %d",
              line.cutFrom, LineReader.MAX_LINE_BYTES, line.length));
    }
    utf8.require(line);
  }

  private void routeDecoded(Line line, Batch batch) throws BadRecordException {
    TimestampLtz time = (TimestampLtz) values[timeIndex];
    long millis = time.getEpochMillisecond();
    switch (horizon.judge(millis)) {
      case FUTURE ->
          throw new BadRecordException(
              Reason.FUTURE,
              "the record's time "
                  + Instant.ofEpochMilli(millis)
                  + " is more than one day ahead of this machine's clock, "
                  + wall.instant());
      case LATE -> {
        String detail =
            "the record's time "
                + Instant.ofEpochMilli(millis)
                + " is older than the hot horizon, "
                + Instant.ofEpochMilli(horizon.horizonMillis());
        batch.add(
            Destination.LATE, lateRows.late(line, detail, time, records.of(values), wall.millis()));
        batch.tally().late();
      }
      case ACCEPTED -> {
        if (!line.written) {
          batch.add(Destination.TABLE, rows.row(values, millis, line));
        }
        batch.addTime(millis);
        batch.tally().accept();
      }
    }
  }

  private void reject(Line line, Batch batch, BadRecordException e) {
    batch.add(
        Destination.REJECTED,
        rejectedRows.of(line, e.reason(), e.detail(), values[timeIndex], wall.millis()));
    batch.tally().reject(e.reason());
    refusals.accept(line, e);
  }
}
