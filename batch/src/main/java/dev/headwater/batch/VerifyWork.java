package dev.headwater.batch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;

/** Compares without writing. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Recompute tables from the archive and compare them with what is served.")
final class VerifyWork extends RangeWork {
  @Override
  Report work(SparkSession spark) {
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
    return new RangeReport(days.get(), false, findings, 0, Map.of(), elapsed().toMillis() / 1000.0);
  }
}
