package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.rows.Destination;
import org.junit.jupiter.api.Test;

/** A null that is written in words is no channel and no customer. */
class CsvNullsTest {
  private static final String EVENTS =
      """
      event_id,customer_id,event_type,channel,event_time
      n-1,c,visit,\\N,2017-11-26T00:00:00Z
      n-2,c,visit,NULL,2017-11-26T00:00:00Z
      n-3,c,visit,,2017-11-26T00:00:00Z
      n-4,c,visit,  ,2017-11-26T00:00:00Z
      n-5,c,visit,"\\N",2017-11-26T00:00:00Z
      n-6,c,visit, - ,2017-11-26T00:00:00Z
      """;

  private final Pipeline events = new Pipeline(RecordType.EVENTS, Format.CSV);

  @Test
  void blankCellsAndTheWrittenNullAreNullWithoutAWord() throws Exception {
    events.run(EVENTS);

    assertThat(events.sink.column(Destination.TABLE, "channel"))
        .containsExactly("null", "NULL", "null", "null", "null", " - ");
  }

  @Test
  void otherWordsAreNullWhenTheyAreGiven() throws Exception {
    events.nulls("NULL", "-").run(EVENTS);

    assertThat(events.sink.column(Destination.TABLE, "channel"))
        .containsExactly("null", "null", "null", "null", "null", "null");
  }

  @Test
  void aRequiredFieldIsNoNull() throws Exception {
    events.run(EVENTS.replace(",c,", ",\\N,"));

    assertThat(events.sink.column(Destination.REJECTED, "reason"))
        .hasSize(6)
        .containsOnly("missing_field");
  }

  @Test
  void blankTextIsNullInJsonToo() throws Exception {
    Pipeline json = new Pipeline(RecordType.EVENTS, Format.JSONL);
    String event =
        "{\"event_id\":\"e\",\"customer_id\":\"c\",\"event_type\":\"visit\",\"channel\":\" \","
            + "\"event_time\":\"2017-11-26T00:00:00Z\"}\n";
    json.run(event + event.replace("\"c\"", "\" \""));

    assertThat(json.sink.column(Destination.TABLE, "channel")).containsExactly("null");
    assertThat(json.sink.column(Destination.REJECTED, "reason")).containsExactly("missing_field");
  }

  @Test
  void wordsForNullAreRefusedWhereThereAreNoCells() {
    Pipeline json = new Pipeline(RecordType.EVENTS, Format.JSONL).nulls("NULL");
    assertThatThrownBy(() -> json.run(""))
        .isInstanceOf(IngestException.User.class)
        .hasMessage(
            "words for null are for CSV, and test is read as jsonl; leave out --null, or say"
                + " --format csv");
  }
}
