package dev.headwater.ingest.collect;

import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.record.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.apache.fluss.row.BinaryString;

/**
 * Names events that come without a name, after their place. The same request again gives the same
 * names, so that an event counts once however often it is sent.
 */
final class GeneratedEventIds implements BiConsumer<Line, Object[]> {
  private static final int EVENT_ID = RecordType.EVENTS.fieldIndex("event_id");

  @Override
  public void accept(Line line, Object[] values) {
    if (values[EVENT_ID] == null) {
      String place = line.source + "," + line.number;
      values[EVENT_ID] =
          BinaryString.fromString(
              "http-" + Sha256.shortHex(place.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
