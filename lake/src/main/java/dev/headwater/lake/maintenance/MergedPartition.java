package dev.headwater.lake.maintenance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.FileWriterFactory;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;

/** Writes the rows of some files of one partition into as few files as they need. */
final class MergedPartition {
  private static final long LARGE_BYTES = 128L << 20;

  private final Table table;
  private final FileWriterFactory<Record> writers;
  private final OutputFileFactory names;

  MergedPartition(Table table) {
    this.table = table;
    this.writers =
        new GenericFileWriterFactory.Builder(table).dataFileFormat(FileFormat.PARQUET).build();
    this.names = OutputFileFactory.builderFor(table, 0, 0).format(FileFormat.PARQUET).build();
  }

  List<DataFile> write(Collection<DataFile> files) throws IOException {
    List<DataFile> written = new ArrayList<>();
    StructLike partition = files.iterator().next().partition();
    DataWriter<Record> writer = open(partition);
    try {
      for (DataFile file : files) {
        try (CloseableIterable<Record> rows = rows(file)) {
          rows.forEach(writer::write);
        }
        if (writer.length() > LARGE_BYTES) {
          writer.close();
          written.add(writer.toDataFile());
          writer = open(partition);
        }
      }
    } finally {
      writer.close();
    }
    written.add(writer.toDataFile());
    requireSameRows(files, written);
    return written;
  }

  private DataWriter<Record> open(StructLike partition) {
    return writers.newDataWriter(
        names.newOutputFile(table.spec(), partition), table.spec(), partition);
  }

  private CloseableIterable<Record> rows(DataFile file) {
    return Parquet.read(table.io().newInputFile(file.location()))
        .project(table.schema())
        .createReaderFunc(type -> GenericParquetReaders.buildReader(table.schema(), type))
        .build();
  }

  private static void requireSameRows(Collection<DataFile> from, Collection<DataFile> to) {
    long read = from.stream().mapToLong(DataFile::recordCount).sum();
    long written = to.stream().mapToLong(DataFile::recordCount).sum();
    if (read != written) {
      throw new IllegalStateException(
          "files that are said to hold %,d rows gave %,d".formatted(read, written));
    }
  }
}
