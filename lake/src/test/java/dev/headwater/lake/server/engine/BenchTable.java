package dev.headwater.lake.server.engine;

import dev.headwater.lake.union.LakeFixture;
import dev.headwater.lake.union.Tables;
import dev.headwater.lake.union.Writing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.Schema;
import org.apache.fluss.metadata.TableDescriptor;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.TimestampLtz;
import org.apache.fluss.types.DataTypes;

/** A made-up web log of any length: 1,000 pages, a tenth of the requests not found. */
final class BenchTable {
  private static final long TIME = 1_511_658_000_000L;
  private static final int IN_A_BATCH = 100_000;

  private final LakeFixture lake;
  private final String name;
  private final boolean keyed;
  private final TablePath path;
  private int rows;

  BenchTable(LakeFixture lake, String name, boolean keyed) throws Exception {
    this.lake = lake;
    this.name = name;
    this.keyed = keyed;
    Schema.Builder schema =
        Schema.newBuilder()
            .column("id", DataTypes.BIGINT().copy(false))
            .column("page", DataTypes.STRING())
            .column("status", DataTypes.INT())
            .column("size", DataTypes.BIGINT())
            .column("happened", DataTypes.TIMESTAMP_LTZ(3))
            .column("agent", DataTypes.STRING());
    this.path =
        lake.create(
            name,
            TableDescriptor.builder()
                .schema((keyed ? schema.primaryKey("id") : schema).build())
                .properties(
                    Map.of("table.datalake.enabled", "true", "table.datalake.freshness", "15s"))
                .distributedBy(1)
                .build());
  }

  String name() {
    return name;
  }

  TablePath path() {
    return path;
  }

  int rows() {
    return rows;
  }

  /** Adds rows; the keys of a keyed table are new. */
  void write(int more) throws Exception {
    try (Table table = lake.connection().getTable(path)) {
      Writing writing = new Writing(table);
      for (int end = rows + more; rows < end; rows++) {
        if (keyed) {
          writing.upsert(row(rows));
        } else {
          writing.append(row(rows));
        }
        if (rows % IN_A_BATCH == IN_A_BATCH - 1) {
          writing.flush();
        }
      }
      writing.flush();
    }
  }

  private static GenericRow row(int i) {
    return GenericRow.of(
        (long) i,
        Tables.text("/page/" + i * 31L % 1_000),
        i / 7 % 10 == 0 ? 404 : 200,
        (long) i % 5_000,
        TimestampLtz.fromEpochMillis(TIME + i),
        Tables.text("agent " + i % 50));
  }

  /** The lake's files as they are, without the tail: as little as any reader could read. */
  String bareFiles() throws Exception {
    try (Stream<Path> all = Files.walk(lake.fluss().lake().directory().orElseThrow())) {
      return all.map(Path::toString)
          .filter(file -> file.contains("/" + name + "/"))
          .filter(file -> file.endsWith(".parquet") && file.contains("/data-"))
          .collect(Collectors.joining("', '", "read_parquet(['", "'])"));
    }
  }
}
