package dev.headwater.lake.cold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.lake.catalogs.Catalogs;
import dev.headwater.lake.maintenance.ColdMaintenance;
import dev.headwater.lake.maintenance.MaintenanceReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdMaintenanceTest {
  private static final Schema SCHEMA =
      new Schema(Types.NestedField.required(1, "name", Types.StringType.get()));

  @TempDir Path directory;
  private ColdCatalog cold;

  @BeforeEach
  void open() {
    cold = new ColdCatalog(new Catalogs("nowhere:1", directory));
  }

  @AfterEach
  void close() {
    cold.close();
  }

  @Test
  void smallFilesBecomeOneAndTheirSnapshotsGoOnceTheyAreReplaced() throws Exception {
    Table table = create("ops.runs");
    for (String name : List.of("a", "b", "c")) {
      append(table, name, false);
    }
    assertThat(new ColdMaintenance(cold, 3, Instant.now()).maintain())
        .containsExactly(new MaintenanceReport("cold.ops.runs", 3, 1, 2));
    assertThat(names("ops.runs")).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(new ColdMaintenance(cold, 3, Instant.now()).maintain())
        .containsExactly(new MaintenanceReport("cold.ops.runs", 0, 0, 1));
  }

  @Test
  void whatMayStillBeReadIsKeptHoweverOld() throws Exception {
    Table table = create("published.days");
    append(table, "old", false);
    append(table, "read until now", false);
    Instant then = Instant.now();
    append(table, "new", false);
    assertThat(new ColdMaintenance(cold, 9, then).maintain())
        .containsExactly(new MaintenanceReport("cold.published.days", 0, 0, 1));
    assertThat(names("published.days")).containsExactlyInAnyOrder("old", "read until now", "new");
  }

  @Test
  void theSnapshotThatAJobCommittedLastIsKept() throws Exception {
    Table table = create("archive.events");
    append(table, "a", true);
    append(table, "b", true);
    long committed = table.currentSnapshot().snapshotId();
    append(table, "late", false);
    assertThat(new ColdMaintenance(cold, 9, Instant.now()).maintain())
        .containsExactly(new MaintenanceReport("cold.archive.events", 0, 0, 1));
    assertThat(cold.table("archive.events").snapshot(committed)).isNotNull();
  }

  @Test
  void tablesThatAreReadAsStreamsStayAsTheyAre() throws Exception {
    Table table = create("marketing.campaigns");
    append(table, "a", false);
    append(table, "b", false);
    assertThat(new ColdMaintenance(cold, 1, Instant.now()).maintain()).isEmpty();
    assertThat(cold.table("marketing.campaigns").snapshots()).hasSize(2);
  }

  private Table create(String name) {
    TableIdentifier identifier = TableIdentifier.parse(name);
    ((SupportsNamespaces) cold.iceberg()).createNamespace(identifier.namespace());
    return cold.iceberg().createTable(identifier, SCHEMA, PartitionSpec.unpartitioned());
  }

  private static void append(Table table, String name, boolean byFlink) throws IOException {
    OutputFileFactory files =
        OutputFileFactory.builderFor(table, 0, 0).format(FileFormat.PARQUET).build();
    DataWriter<Record> writer =
        new GenericFileWriterFactory.Builder(table)
            .dataFileFormat(FileFormat.PARQUET)
            .build()
            .newDataWriter(files.newOutputFile(), table.spec(), null);
    writer.write(GenericRecord.create(SCHEMA).copy("name", name));
    writer.close();
    AppendFiles append = table.newAppend().appendFile(writer.toDataFile());
    if (byFlink) {
      append.set("flink.max-committed-checkpoint-id", "7");
    }
    append.commit();
  }

  private List<String> names(String table) throws IOException {
    List<String> names = new ArrayList<>();
    try (CloseableIterable<Record> rows = IcebergGenerics.read(cold.table(table)).build()) {
      rows.forEach(row -> names.add((String) row.getField("name")));
    }
    return names;
  }
}
