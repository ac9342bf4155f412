package dev.headwater.batch;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;

/** Compares without changing what is served, and notes what it found. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Recompute tables from the archive and compare them with what is served.")
final class VerifyWork extends RangeWork {
  @Override
  Report work(SparkSession spark) {
    Instant started = Instant.now();
    Archive archive = new Archive(spark);
    settle();
    Optional<Days> days = days(archive.all());
    if (days.isEmpty()) {
      return new Refusal("the archive is empty: there is nothing to compare with");
    }
    List<String> missing = from == null ? List.of() : archive.missing(days.get());
    if (!missing.isEmpty()) {
      return new Refusal("the archive holds nothing of " + String.join(", ", missing));
    }
    QueryServer served = new QueryServer(query);
    Sources sources = new Sources(new Recompute(spark, served), served);
    List<Findings> findings = inspect(spark, sources, marts(), days.get(), Optional.empty());
    RangeReport report =
        new RangeReport(days.get(), false, findings, 0, Map.of(), elapsed().toMillis() / 1000.0);
    try {
      new RunLog(spark).append("verifications", List.of(row(started, report)));
    } catch (Exception e) {
      // What was found is told also where nothing can be written.
      step("this run is not noted in cold.ops.verifications: " + Failures.deepest(e));
    }
    return report;
  }

  private Row row(Instant started, RangeReport report) {
    return RowFactory.create(
        UUID.randomUUID().toString(),
        Timestamp.from(started),
        report.seconds(),
        marts().stream().map(Mart::table).collect(Collectors.joining(",")),
        report.days().first().toString(),
        report.days().last().toString(),
        report.rowsRead(),
        report.rowsWrong(),
        RunLog.codeVersion());
  }
}
