package dev.headwater.jobs.demo;

import dev.headwater.ingest.IngestReport;
import dev.headwater.ingest.generate.Score;
import dev.headwater.jobs.sql.SqlResult;
import dev.headwater.jobs.status.Status;
import java.time.Duration;
import java.util.Map;

/**
 * What the demo did and found.
 *
 * @param ingested table to what its ingest counted
 * @param score against the truth of the generated shop
 * @param answers question, by the name of its file in jobs/demo, to its answer
 * @param status the platform afterwards
 * @param settled how long the marts took after the last record
 * @param elapsed from the start of the platform to the score
 */
public record DemoReport(
    Map<String, IngestReport> ingested,
    Score score,
    Map<String, SqlResult> answers,
    Status status,
    Duration settled,
    Duration elapsed) {

  public long accepted() {
    return ingested.values().stream().mapToLong(IngestReport::accepted).sum();
  }

  public long late() {
    return ingested.values().stream().mapToLong(IngestReport::late).sum();
  }

  public long rejected() {
    return ingested.values().stream().mapToLong(IngestReport::rejected).sum();
  }
}
