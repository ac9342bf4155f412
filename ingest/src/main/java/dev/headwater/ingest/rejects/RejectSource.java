package dev.headwater.ingest.rejects;

import dev.headwater.ingest.decode.CsvHeader;
import dev.headwater.ingest.decode.RecordDecoder;
import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.platform.IngestSink;
import dev.headwater.ingest.record.BadRecordException;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.record.Reason;
import dev.headwater.ingest.record.RejectedRecord;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.rows.Destination;
import dev.headwater.ingest.rows.Place;
import dev.headwater.ingest.run.EventSource;
import dev.headwater.ingest.run.IngestPlan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.fluss.row.BinaryString;

/**
 * Records that were refused, once more. Each keeps its place in the source that it came from. What
 * is taken now leaves {@code rejected_records} when its row is safe, and not before: a kill in
 * between leaves it in both, and the next replay takes it again under the same key.
 */
public final class RejectSource implements EventSource {
  private final IngestPlan plan;
  private final IngestInput.Rejects input;
  private final Queue<RejectedRecord.Place> leaving = new ConcurrentLinkedQueue<>();
  private final AtomicLong read = new AtomicLong();
  private IngestSink sink;
  private RejectedRecord last;
  private long taken;
  private long gone;
  private long safe;

  public RejectSource(IngestPlan plan, IngestInput.Rejects input) {
    this.plan = plan;
    this.input = input;
  }

  @Override
  public void begin(IngestSink platform, IngestProgress progress) {
    sink = platform;
  }

  /** A header that does not fit refuses its rows, not the replay. */
  @Override
  public RecordDecoder decoder() {
    if (plan.format() != Format.CSV) {
      return plan.lineDecoder();
    }
    String text = input.header().orElseThrow();
    Line header = new Line();
    show(text, header);
    try {
      return plan.rowDecoder(
          CsvHeader.parse(plan.shape(), plan.request().options(), input.name(), header));
    } catch (IngestException.User refused) {
      return new HeaderRefused(text, String.valueOf(refused.getMessage()));
    }
  }

  private record HeaderRefused(String text, String why) implements RecordDecoder {
    @Override
    public int decode(Line line, Object[] values) throws BadRecordException {
      throw new BadRecordException(Reason.UNKNOWN_FIELD, why);
    }

    @Override
    public Optional<String> header() {
      return Optional.of(text);
    }
  }

  @Override
  public boolean mayBlock() {
    return false;
  }

  @Override
  public Reading read(Line line) {
    if (!input.records().hasNext()) {
      return Reading.END;
    }
    last = input.records().next();
    show(last.payload(), line);
    line.source = BinaryString.fromString(last.source());
    line.number = last.position();
    line.refused = last;
    read.incrementAndGet();
    return Reading.LINE;
  }

  private static void show(String text, Line line) {
    line.bytes = text.getBytes(StandardCharsets.UTF_8);
    line.start = 0;
    line.length = line.bytes.length;
  }

  @Override
  public void routed(Destination destination) {
    if (destination != Destination.REJECTED) {
      leaving.add(last.place());
      taken++;
    }
  }

  @Override
  public Place place() {
    long takenBefore = taken;
    return (counts, sentMillis) -> {
      List<RejectedRecord.Place> places = new ArrayList<>();
      while (gone + places.size() < takenBefore) {
        places.add(leaving.remove());
      }
      sink.forgetRejected(places);
      gone = takenBefore;
      safe = counts.read();
    };
  }

  @Override
  public OptionalLong behind() {
    return OptionalLong.of(Math.max(0, input.count() - read.get()));
  }

  /** Its reader may have gone with the platform. */
  @Override
  public boolean canBeOpenedAgain() {
    return false;
  }

  @Override
  public String safe() {
    return String.format("%,d of %s", safe, input.name());
  }

  @Override
  public void close() {}
}
