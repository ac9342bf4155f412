package dev.headwater.batch.load;

import dev.headwater.batch.fault.BatchException;
import dev.headwater.batch.fault.BatchException.Actor;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.spark.sql.Row;

/**
 * Appends rows only if nothing was appended since they were found to be new. Spark's own append
 * asks nobody what others have committed meanwhile, and two loads at once would double versions.
 *
 * @param table where to
 * @param read the snapshot that the rows were compared with; empty when there was none
 */
record VersionAppend(Table table, Optional<Snapshot> read) {
  /**
   * Writes one file and commits it.
   *
   * @return whether it is done; if not, somebody else has appended, and nothing is left behind
   */
  boolean append(Iterator<Row> rows) throws IOException {
    DataFile file = write(rows);
    // An overwrite that removes nothing is an append to Iceberg and to who streams from it; unlike
    // a plain append it can be told to look for what others added.
    OverwriteFiles commit =
        table
            .newOverwrite()
            .addFile(file)
            .conflictDetectionFilter(Expressions.alwaysTrue())
            .validateNoConflictingData();
    read.ifPresent(snapshot -> commit.validateFromSnapshot(snapshot.snapshotId()));
    try {
      commit.commit();
      return true;
    } catch (ValidationException othersAppended) {
      table.io().deleteFile(file.location());
      return false;
    } catch (CommitStateUnknownException e) {
      throw new BatchException(
          Actor.EXTERNAL,
          "nobody knows whether "
              + table.name()
              + " has the new versions; load the file again, which appends only what is missing",
          e);
    }
  }

  private DataFile write(Iterator<Row> rows) throws IOException {
    OutputFileFactory names =
        OutputFileFactory.builderFor(table, 0, 0).format(FileFormat.PARQUET).build();
    DataWriter<Record> writer =
        new GenericFileWriterFactory.Builder(table)
            .dataFileFormat(FileFormat.PARQUET)
            .build()
            .newDataWriter(names.newOutputFile(), table.spec(), null);
    try (writer) {
      while (rows.hasNext()) {
        writer.write(record(rows.next()));
      }
    }
    return writer.toDataFile();
  }

  private Record record(Row row) {
    Record record = GenericRecord.create(table.schema());
    for (NestedField column : table.schema().columns()) {
      Object value = row.getAs(column.name());
      record.setField(
          column.name(),
          value instanceof Timestamp time ? time.toInstant().atOffset(ZoneOffset.UTC) : value);
    }
    return record;
  }
}
