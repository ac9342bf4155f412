package dev.headwater.batch.backfill;

import dev.headwater.batch.compare.TableFindings;
import dev.headwater.batch.recompute.Archive;
import dev.headwater.batch.recompute.Days;
import dev.headwater.batch.recompute.Mart;
import dev.headwater.batch.recompute.QueryServer;
import dev.headwater.batch.recompute.Recompute;
import dev.headwater.batch.run.ColdCatalog;
import dev.headwater.batch.run.WorkReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts right what differs from what the archive says. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    description = "Recompute tables for days from the archive and apply only the differences.")
public final class BackfillWork extends RangeWork {
  @Option(names = "--bootstrap", paramLabel = "HOST:PORT", required = true, description = "Fluss.")
  String bootstrapServers;

  @Option(names = "--dry-run", description = "Tell what would change, and change nothing.")
  boolean dryRun;

  @Override
  protected void check() {
    super.check();
    if (from == null) {
      throw new IllegalArgumentException("backfill needs --from");
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("backfill needs the names of tables, or all");
    }
  }

  @Override
  protected WorkReport work(SparkSession spark) {
    Days days = days(Optional.empty()).orElseThrow();
    Set<Mart> marts = Mart.withWhatTheyNeed(marts());
    if (dryRun) {
      return backfill(spark, marts, days);
    }
    try (RunLock lock = RunLock.take(ColdCatalog.in(cold).writable()).orElse(null)) {
      return lock == null
          ? new WorkReport.Refused(
              "another backfill runs on this platform; start this one when it is over")
          : backfill(spark, marts, days);
    }
  }

  private WorkReport backfill(SparkSession spark, Set<Mart> marts, Days days) {
    QueryServer served = new QueryServer(spark, query);
    Recompute recompute = new Recompute(served);
    Instant started = Instant.now();
    settle();
    step("looking for late records");
    Dataset<Row> late = new LateRecords(served).waiting(days).persist();
    long lateEvents = late.count();
    List<String> missing = new ArrayList<>(new Archive(spark).missing(days));
    late.select("event_date")
        .distinct()
        .collectAsList()
        .forEach(row -> missing.remove(row.getString(0)));
    if (!missing.isEmpty()) {
      return new WorkReport.Refused(
          "the archive holds nothing of %s; nothing was changed"
              .formatted(String.join(", ", missing)));
    }
    RunLog log = new RunLog(spark);
    ServedNumbers numbers = new ServedNumbers(served, UUID.randomUUID().toString());
    if (!dryRun) {
      step("noting what was reported of these days");
      log.append("reported", numbers.now(marts, days, "before"));
      if (lateEvents > 0) {
        LateRecords.archive(late);
      }
    } else {
      recompute.suppose(late);
    }
    Optional<String> fluss = dryRun ? Optional.empty() : Optional.of(bootstrapServers);
    List<TableFindings> findings = new ArrayList<>();
    for (List<Mart> turn : turns(marts)) {
      // The last look before found nothing, so what it had settled for has settled.
      findings.addAll(inspect(recompute, turn, days, fluss));
    }
    Map<String, List<String>> published = dryRun ? Map.of() : publish(recompute, marts, days);
    RangeReport report = new RangeReport(days, !dryRun, findings, lateEvents, published, seconds());
    if (!dryRun) {
      log.append("reported", numbers.now(marts, days, "after"));
      log.append("backfills", numbers.run(), started, marts, report, lateEvents);
    }
    return report;
  }

  private Map<String, List<String>> publish(Recompute recompute, Set<Mart> marts, Days days) {
    Map<String, List<String>> published = new LinkedHashMap<>();
    for (Mart mart : marts) {
      if (Published.has(mart)) {
        step("publishing " + mart.table());
        published.put(mart.table(), Published.publish(recompute, mart, days));
      }
    }
    return published;
  }
}
