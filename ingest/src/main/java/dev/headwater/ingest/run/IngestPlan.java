package dev.headwater.ingest.run;

import dev.headwater.ingest.decode.CombinedLogDecoder;
import dev.headwater.ingest.decode.CsvHeader;
import dev.headwater.ingest.decode.CsvRecordDecoder;
import dev.headwater.ingest.decode.JsonRecordDecoder;
import dev.headwater.ingest.decode.RecordDecoder;
import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.record.Field;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.RecordRules;
import dev.headwater.ingest.record.RecordShape;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.request.IngestRequest;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/**
 * A request with everything decided. What the platform's table has beyond its type is learnt once,
 * before anything is read.
 */
public final class IngestPlan {
  private final IngestRequest request;
  private final RecordType type;
  private final Format format;
  private final Clock wall;
  private volatile RecordShape shape;

  private IngestPlan(IngestRequest request, RecordType type, Format format, Clock wall) {
    this.request = Objects.requireNonNull(request, "request");
    this.type = Objects.requireNonNull(type, "type");
    this.format = Objects.requireNonNull(format, "format");
    this.wall = Objects.requireNonNull(wall, "wall");
    this.shape = RecordShape.of(type);
  }

  public static IngestPlan of(IngestRequest request, RecordType type, Clock wall) {
    Format format =
        request.format().orElseGet(() -> Format.defaultFor(type, request.input().name()));
    format.requireFor(type);
    if (!request.nulls().isEmpty() && format != Format.CSV) {
      throw new IngestException.User(
          "words for null are for CSV, and %s is read as %s; leave out --null, or say --format csv",
          request.input().name(), format.code());
    }
    return new IngestPlan(request, type, format, wall);
  }

  /** Takes up columns that the platform's table has and the type does not know. */
  void learn(List<Field> more) {
    shape = RecordShape.of(type).with(more);
  }

  public IngestRequest request() {
    return request;
  }

  public RecordType type() {
    return type;
  }

  /** The fields that records may have. */
  public RecordShape shape() {
    return shape;
  }

  public Format format() {
    return format;
  }

  /** This machine's clock. */
  public Clock wall() {
    return wall;
  }

  RecordRules rules() {
    return new RecordRules(shape, format, request.options(), request.defaultCurrency(), wall);
  }

  /** For rows below a header. */
  public RecordDecoder rowDecoder(CsvHeader header) {
    return new CsvRecordDecoder(shape, header, request.nulls());
  }

  /** For formats whose lines stand for themselves. */
  public RecordDecoder lineDecoder() {
    return switch (format) {
      case JSONL -> new JsonRecordDecoder(shape, request.options());
      case COMBINED_LOG -> new CombinedLogDecoder();
      case CSV -> throw new IllegalStateException("CSV needs its header");
    };
  }
}
