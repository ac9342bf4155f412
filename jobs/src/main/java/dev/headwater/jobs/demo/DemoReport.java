package dev.headwater.jobs.demo;

import dev.headwater.ingest.generate.truth.Score;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.jobs.sql.SqlResult;
import dev.headwater.jobs.status.Status;
import java.time.Duration;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What the demo did and found.
 *
 * @param ingested table to what came into it
 * @param score against the truth of the generated shop
 * @param answers question, by the name of its file in jobs/demo, to its answer
 * @param status the platform afterwards
 * @param settled how long the marts took after the last record
 * @param elapsed from the start of the platform to the score
 */
public record DemoReport(
    Map<String, Arrived> ingested,
    Score score,
    Map<String, SqlResult> answers,
    Status status,
    Duration settled,
    Duration elapsed) {

  /**
   * What an ingest brought.
   *
   * @param source what a person calls it
   */
  public record Arrived(String source, IngestReport counts) {}

  /** Whether all that the marts say is true, and all that is true is there. */
  public boolean isRight() {
    return score.precision() == 1.0 && score.recall() == 1.0;
  }

  public long accepted() {
    return sum(IngestReport::accepted);
  }

  public long late() {
    return sum(IngestReport::late);
  }

  public long rejected() {
    return sum(IngestReport::rejected);
  }

  private long sum(ToLongFunction<IngestReport> count) {
    return ingested.values().stream().map(Arrived::counts).mapToLong(count).sum();
  }
}
