package dev.headwater.lake.union.flink;

import dev.headwater.lake.union.ReadRequest;
import dev.headwater.lake.union.Side;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.fluss.metadata.TablePath;

/**
 * A read as a Flink job carries it.
 *
 * @param bootstrapServers Fluss, host:port
 * @param warehouse root of the lake's files, null for what the cluster announces
 * @param columns to return, in this order
 */
record ScanSpec(
    String bootstrapServers,
    String database,
    String table,
    Side side,
    String warehouse,
    List<String> columns)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  ScanSpec {
    columns = List.copyOf(columns);
  }

  ScanSpec withColumns(List<String> names) {
    return new ScanSpec(bootstrapServers, database, table, side, warehouse, names);
  }

  ReadRequest request() {
    return new ReadRequest(
        TablePath.of(database, table),
        side,
        Optional.of(columns),
        Set.of(),
        warehouse == null ? Map.of() : Map.of("warehouse", warehouse));
  }
}
