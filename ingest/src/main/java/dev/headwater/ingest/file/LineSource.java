package dev.headwater.ingest.file;

import dev.headwater.ingest.decode.CsvHeader;
import dev.headwater.ingest.decode.RecordDecoder;
import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.platform.IngestSink;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.rows.Counts;
import dev.headwater.ingest.rows.Place;
import dev.headwater.ingest.run.EventSource;
import dev.headwater.ingest.run.IngestPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.fluss.row.BinaryString;

/** Lines of a file or a stream. A file remembers in a {@link PositionFile} how far it is. */
public final class LineSource implements EventSource {
  private final IngestPlan plan;
  private final OpenInput input;
  private final Beginning beginning;
  private final BinaryString source;
  private Position position;
  private Set<Long> written = Set.of();
  private long lastWritten;
  private LineReader lines;
  private long offset;
  private long number;
  private IngestProgress progress = IngestProgress.silent();
  private volatile Optional<String> broken = Optional.empty();

  private LineSource(IngestPlan plan, OpenInput input, Beginning beginning) {
    this.plan = plan;
    this.input = input;
    this.beginning = beginning;
    this.position = beginning.position();
    this.source = BinaryString.fromString(position.source());
  }

  public static LineSource open(IngestPlan plan) {
    OpenInput input = OpenInput.open(plan.request().input());
    try {
      String source = plan.request().source().orElseGet(() -> defaultSource(plan));
      Position fresh =
          Position.start(plan.type(), plan.format(), source, input, plan.wall().millis());
      return new LineSource(plan, input, Beginning.of(plan.request(), input, fresh));
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
  }

  /** The same file has the same source, from whichever directory it is named. */
  private static String defaultSource(IngestPlan plan) {
    Clock wall = plan.wall();
    if (plan.request().input() instanceof IngestInput.File file) {
      Path path = file.path();
      try {
        return path.toRealPath().toString();
      } catch (IOException e) {
        throw new IngestException.User("input file " + path + " cannot be read: " + e, e);
      }
    }
    // Line numbers of two streams must not meet in one key.
    return plan.request().input().name() + "@" + wall.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public void begin(IngestSink sink, IngestProgress told) {
    progress = told;
    if (beginning.continued()) {
      progress.note("continuing at line " + (position.line() + 1));
      String name = position.source();
      written =
          sink.linesWritten(Map.of(name, position.line()), position.unacknowledgedSinceMillis())
              .get(name);
      lastWritten = written.stream().mapToLong(Long::longValue).max().orElse(0);
    }
    // Before the first write: a kill right after it must be recognised as a continuation.
    beginning.file().ifPresent(file -> file.write(position));
  }

  @Override
  public Counts counts(Counts attempted) {
    return position.counts();
  }

  /** CSV's decoder reads the header first, also when records are continued further on. */
  @Override
  public RecordDecoder decoder() {
    lines = new LineReader(input.stream(), ends(0), 0, 0);
    RecordDecoder decoder =
        plan.format() == Format.CSV ? plan.rowDecoder(header()) : plan.lineDecoder();
    if (!position.isStart()) {
      offset = position.offset();
      number = position.line();
      input.seek(offset);
      lines = new LineReader(input.stream(), ends(offset), offset, number);
    }
    return decoder;
  }

  private RecordEnds ends(long firstByte) {
    return plan.format() == Format.CSV ? new CsvRecordEnds(firstByte) : RecordEnds.lineByLine();
  }

  private CsvHeader header() {
    Line first = new Line();
    if (read(first) == Reading.END) {
      return new CsvHeader(List.of(), "");
    }
    try {
      return CsvHeader.parse(plan.shape(), plan.request().options(), input.name(), first);
    } catch (IngestException.User refused) {
      if (position.isStart()) {
        // Nothing was written, so the same file may come again in any other way.
        beginning.file().ifPresent(PositionFile::delete);
      }
      throw refused;
    }
  }

  @Override
  public boolean mayBlock() {
    try {
      return lines.mayBlock();
    } catch (IOException e) {
      throw input.unreadable(e);
    }
  }

  @Override
  public Reading read(Line line) {
    try {
      if (!lines.next(line)) {
        return Reading.END;
      }
    } catch (IOException e) {
      throw input.unreadable(e);
    }
    line.source = source;
    line.written = !written.isEmpty() && written.contains(line.number);
    offset = line.endOffset;
    number = line.number + line.lines - 1;
    broken = line.broken.or(() -> broken);
    return Reading.LINE;
  }

  @Override
  public Place place() {
    long endOffset = offset;
    long endLine = number;
    return (counts, sentMillis) -> {
      // Rows of an earlier run that lie further on were written earlier than this run's.
      long since = endLine < lastWritten ? position.unacknowledgedSinceMillis() : sentMillis;
      position =
          position.advancedTo(endOffset, endLine, input.fingerprint(endOffset), counts, since);
      beginning.file().ifPresent(file -> file.write(position));
    };
  }

  @Override
  public OptionalLong size() {
    return input.size();
  }

  @Override
  public boolean canBeContinued() {
    return beginning.file().isPresent();
  }

  @Override
  public String safe() {
    return "lines up to " + position.line() + " of " + input.name();
  }

  @Override
  public IngestReport completed(IngestReport report) {
    broken.ifPresent(why -> progress.note(input.name() + ": " + why));
    beginning.file().ifPresent(PositionFile::delete);
    return report.between(continuedAfter(), OptionalLong.empty(), Optional.empty());
  }

  @Override
  public IngestReport interrupted(IngestReport report) {
    return report.between(
        continuedAfter(),
        OptionalLong.of(position.line()),
        beginning.file().map(PositionFile::path));
  }

  private OptionalLong continuedAfter() {
    Position start = beginning.position();
    return start.isStart() ? OptionalLong.empty() : OptionalLong.of(start.line());
  }

  @Override
  public void close() {
    input.close();
  }
}
