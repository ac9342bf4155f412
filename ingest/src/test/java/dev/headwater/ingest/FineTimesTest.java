package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.rows.Destination;
import org.junit.jupiter.api.Test;

/** Columns hold milliseconds, and what a time says beyond them is told to be gone. */
class FineTimesTest {
  private final Pipeline campaigns = new Pipeline(RecordType.CAMPAIGNS, Format.JSONL);

  private static String updatedAt(String time) {
    return "{\"campaign_id\":\"q\",\"name\":\"A\",\"updated_at\":\"" + time + "\"}\n";
  }

  @Test
  void timesFinerThanAMillisecondAreTakenAndCounted() throws Exception {
    IngestReport report =
        campaigns.run(
            updatedAt("2017-11-26T01:00:00.000900Z")
                + updatedAt("2017-11-26T02:00:00.0001+01:00")
                + updatedAt("2017-11-26T01:00:00.123Z")
                + updatedAt("2017-11-26T01:00:00.123000000Z")
                + updatedAt("2017-11-26T01:00:00.000000001Z"));

    assertThat(campaigns.sink.column(Destination.TABLE, "updated_at"))
        .containsExactly(
            "2017-11-26T01:00:00Z",
            "2017-11-26T01:00:00Z",
            "2017-11-26T01:00:00.123Z",
            "2017-11-26T01:00:00.123Z",
            "2017-11-26T01:00:00Z");
    assertThat(report.accepted()).isEqualTo(5);
    assertThat(report.timesCut()).isEqualTo(3);
    assertThat(report.summary()).contains(", 3 times cut to milliseconds");
  }

  @Test
  void timesOfMillisecondsAreNotSpokenOf() throws Exception {
    assertThat(campaigns.run(updatedAt("2017-11-26T01:00:00.123Z")).summary())
        .doesNotContain("cut");
  }

  @Test
  void aTimeThatNoClockHoldsIsOutOfRange() throws Exception {
    campaigns.run(
        updatedAt("-999999999-01-01T00:00:00Z") + updatedAt("+999999999-12-31T00:00:00Z"));

    assertThat(campaigns.sink.column(Destination.REJECTED, "reason"))
        .containsExactly("time_out_of_range", "time_out_of_range");
  }
}
