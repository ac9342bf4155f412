package dev.headwater.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.address.PlatformPorts;
import dev.headwater.lake.catalogs.Catalogs;
import dev.headwater.lake.cold.ColdCatalog;
import dev.headwater.lake.cold.ColdTables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdProbeTest {
  private static final PlatformAddresses NOWHERE =
      PlatformAddresses.of("nowhere", new PlatformPorts(1));
  private static final Instant MONDAY = Instant.parse("2026-01-05T03:30:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-01-06T03:30:00Z");

  @TempDir Path data;
  private ColdCatalog cold;

  @BeforeEach
  void create() {
    cold = new ColdCatalog(new Catalogs(NOWHERE.bootstrapServers(), data));
    ColdTables.load().apply(cold);
  }

  @AfterEach
  void close() {
    cold.close();
  }

  @Test
  void nothingIsSaidOfAVerifyThatNeverRan() throws IOException {
    assertThat(new ColdProbe(NOWHERE, data).read())
        .containsExactly(Sample.of(Metric.BACKFILL_ROWS, 0));
  }

  @Test
  void whatTheNewestVerifyFoundCountsAndWhatAllBackfillsChanged() throws IOException {
    ColdProbe probe = new ColdProbe(NOWHERE, data);
    ran("ops.verifications", "rows_wrong", TUESDAY, 4);
    ran("ops.verifications", "rows_wrong", MONDAY, 9);
    ran("ops.backfills", "rows_changed", MONDAY, 5);

    assertThat(probe.read())
        .containsExactly(
            Sample.of(Metric.BACKFILL_ROWS, 5),
            Sample.of(Metric.BACKFILL_TIME, MONDAY),
            Sample.of(Metric.VERIFY_DIFFERENCES, 4),
            Sample.of(Metric.VERIFY_TIME, TUESDAY));

    ran("ops.backfills", "rows_changed", TUESDAY, 6);
    assertThat(probe.read())
        .startsWith(Sample.of(Metric.BACKFILL_ROWS, 11), Sample.of(Metric.BACKFILL_TIME, TUESDAY));
  }

  private void ran(String log, String rows, Instant started, long count) throws IOException {
    Table table = cold.table(log);
    Record run = GenericRecord.create(table.schema());
    table
        .schema()
        .columns()
        .forEach(
            column -> {
              Object zero =
                  switch (column.type().typeId()) {
                    case LONG -> 0L;
                    case DOUBLE -> 0.0;
                    case STRING -> "";
                    default -> started.atOffset(ZoneOffset.UTC);
                  };
              run.setField(column.name(), zero);
            });
    DataWriter<Record> writer =
        new GenericFileWriterFactory.Builder(table)
            .dataFileFormat(FileFormat.PARQUET)
            .build()
            .newDataWriter(
                OutputFileFactory.builderFor(table, 0, started.hashCode())
                    .format(FileFormat.PARQUET)
                    .build()
                    .newOutputFile(),
                table.spec(),
                null);
    writer.write(run.copy(Map.of(rows, count)));
    writer.close();
    table.newAppend().appendFile(writer.toDataFile()).commit();
  }
}
