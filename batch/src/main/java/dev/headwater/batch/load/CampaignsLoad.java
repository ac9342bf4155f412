package dev.headwater.batch.load;

import static org.apache.spark.sql.functions.col;

import dev.headwater.batch.fault.BatchException;
import dev.headwater.batch.fault.BatchException.Actor;
import dev.headwater.batch.load.Comparison.Outcome;
import dev.headwater.batch.load.LoadReport.Line;
import dev.headwater.batch.run.SparkWork;
import dev.headwater.batch.run.WorkReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Appends to a table of versions what is new in a file. */
@Command(name = "campaigns-load", mixinStandardHelpOptions = true)
public final class CampaignsLoad extends SparkWork {
  /** Each lost race means that another load got through. */
  private static final int TRIES = 20;

  @Parameters(paramLabel = "FILE")
  Path file;

  @Option(names = "--table", required = true)
  LoadedTable table;

  @Option(names = "--format", description = "jsonl or csv (default: by the file's ending).")
  LineFormat format;

  @Option(names = "--currency", description = "Of costs that name none.")
  String currency = "USD";

  @Option(names = "--dry-run", description = "Say what would be appended, and append nothing.")
  boolean dryRun;

  @Override
  protected void check() {
    if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
      throw new IllegalArgumentException("there is no file " + file + " that could be read");
    }
  }

  @Override
  protected WorkReport work(SparkSession spark) throws IOException {
    LineFormat lines = format == null ? LineFormat.of(file) : format;
    step("reading " + file);
    Dataset<Row> given = new GivenFile(file, lines, currency).rows(spark, table).cache();
    long read = given.count();
    List<Line> bad =
        byLine(given.where(LineParser.PROBLEM + " IS NOT NULL"), LineParser.PROBLEM).stream()
            .map(row -> new Line(row.getLong(0), row.getString(1)))
            .toList();
    if (!bad.isEmpty()) {
      return report(read, 0, List.of(), bad);
    }
    for (int i = 0; i < TRIES; i++) {
      Optional<WorkReport> done = tryOnce(spark, given, read);
      if (done.isPresent()) {
        return done.get();
      }
      step("another load has appended meanwhile; comparing again");
    }
    throw new BatchException(
        Actor.EXTERNAL,
        table.inSpark() + " changes all the time; end the other loads, then load this file again");
  }

  /** Empty when others have appended between the look and the commit. */
  private Optional<WorkReport> tryOnce(SparkSession spark, Dataset<Row> given, long read)
      throws IOException {
    step("comparing with " + table.inSpark());
    Table iceberg = table(spark);
    Optional<Snapshot> snapshot = Optional.ofNullable(iceberg.currentSnapshot());
    String asOf = snapshot.map(now -> " VERSION AS OF " + now.snapshotId()).orElse("");
    Dataset<Row> known = spark.sql("SELECT * FROM " + table.inSpark() + asOf);
    Dataset<Row> compared = new Comparison(table).of(given, known).cache();
    List<Line> bad = new ArrayList<>();
    List<Line> older = new ArrayList<>();
    for (Row row :
        byLine(
            compared.where("outcome IN ('OLDER', 'TWICE', 'OTHER')"),
            Comparison.OUTCOME,
            "IF(outcome = 'OLDER', DATE_FORMAT(known_version, \"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'\"),"
                + " '')")) {
      Outcome outcome = Outcome.valueOf(row.getString(1));
      (outcome == Outcome.OLDER ? older : bad)
          .add(new Line(row.getLong(0), outcome.reason + row.getString(2)));
    }
    Dataset<Row> fresh = compared.where(col(Comparison.OUTCOME).equalTo(Outcome.NEW.name()));
    long appended = bad.isEmpty() ? fresh.count() : 0;
    if (appended > 0 && !dryRun) {
      step("appending %,d new versions".formatted(appended));
      if (!new VersionAppend(iceberg, snapshot)
          .append(fresh.orderBy(LineParser.LINE).toLocalIterator())) {
        compared.unpersist();
        return Optional.empty();
      }
    }
    return Optional.of(report(read, appended, older, bad));
  }

  private Table table(SparkSession spark) {
    try {
      Table iceberg = Spark3Util.loadIcebergTable(spark, table.inSpark());
      iceberg.refresh();
      return iceberg;
    } catch (NoSuchTableException | ParseException e) {
      throw new BatchException(
          Actor.USER,
          "there is no table %s in %s; start the platform once, which makes it"
              .formatted(table.inSpark(), cold),
          e);
    }
  }

  /** The number of each line, and columns beside it. */
  private static List<Row> byLine(Dataset<Row> rows, String... columns) {
    return rows.selectExpr(
            Stream.concat(Stream.of(LineParser.LINE), Stream.of(columns)).toArray(String[]::new))
        .orderBy(LineParser.LINE)
        .collectAsList();
  }

  private LoadReport report(long read, long appended, List<Line> older, List<Line> bad) {
    return new LoadReport(file.toString(), table, dryRun, read, appended, older, bad, seconds());
  }
}
