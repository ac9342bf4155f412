package dev.headwater.batch.backfill;

import dev.headwater.batch.compare.TableFindings;
import dev.headwater.batch.fault.Failures;
import dev.headwater.batch.recompute.Archive;
import dev.headwater.batch.recompute.Days;
import dev.headwater.batch.recompute.QueryServer;
import dev.headwater.batch.recompute.Recompute;
import dev.headwater.batch.run.WorkReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;

/** Compares without changing what is served, and notes what it found. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Recompute tables from the archive and compare them with what is served.")
public final class VerifyWork extends RangeWork {
  @Override
  protected WorkReport work(SparkSession spark) {
    Instant started = Instant.now();
    Archive archive = new Archive(spark);
    settle();
    Optional<Days> days = days(archive.all());
    if (days.isEmpty()) {
      return new WorkReport.Refused("the archive is empty: there is nothing to compare with");
    }
    List<String> missing = from == null ? List.of() : archive.missing(days.get());
    if (!missing.isEmpty()) {
      return new WorkReport.Refused("the archive holds nothing of " + String.join(", ", missing));
    }
    Recompute recompute = new Recompute(new QueryServer(spark, query));
    List<TableFindings> findings = inspect(recompute, marts(), days.get(), Optional.empty());
    RangeReport report = new RangeReport(days.get(), false, findings, 0, Map.of(), seconds());
    try {
      String run = UUID.randomUUID().toString();
      new RunLog(spark).append("verifications", run, started, marts(), report);
    } catch (Exception e) {
      // What was found is told also where nothing can be written.
      step("this run is not noted in cold.ops.verifications: " + Failures.deepest(e));
    }
    return report;
  }
}
