package dev.headwater.lake.server.mirror;

import dev.headwater.lake.server.ask.AsOf;
import dev.headwater.lake.server.ask.QueryException;
import dev.headwater.lake.server.duck.Names;
import dev.headwater.lake.server.duck.QueryDatabase;
import dev.headwater.lake.server.duck.TableColumns;
import dev.headwater.lake.tables.Views;
import dev.headwater.lake.union.Side;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.fluss.metadata.TableInfo;
import org.apache.paimon.Snapshot;
import org.duckdb.DuckDBConnection;

/**
 * Tables and views as of a point of history, for the queries of one connection: its temporary views
 * come before those that everybody sees.
 */
final class PastTables {
  private final LakeFiles lakeFiles;
  private final AsOf asOf;
  private final DuckDBConnection connection;
  private final List<MirrorState> read = new ArrayList<>();

  PastTables(LakeFiles lakeFiles, AsOf asOf, DuckDBConnection connection) {
    this.lakeFiles = lakeFiles;
    this.asOf = asOf;
    this.connection = connection;
  }

  /** The tables as they were. */
  List<MirrorState> read() {
    return read;
  }

  void define(TableInfo table) throws SQLException {
    TableColumns columns = TableColumns.of(table);
    LakePart lake = lakeFiles.at(table, columns, snapshot(table), connection);
    define(table.getTablePath().getTableName(), lake.select(columns));
    read.add(new MirrorState(table, Side.HISTORY, columns, null, Map.of(), lake, 0, 0, false));
  }

  void define(String name, Views.View view) throws SQLException {
    define(name, view.select());
  }

  private void define(String name, String select) throws SQLException {
    QueryDatabase.execute(
        connection, "CREATE OR REPLACE TEMP VIEW " + Names.quote(name) + " AS " + select);
  }

  private long snapshot(TableInfo table) {
    String name = table.getTablePath().getTableName();
    List<Snapshot> kept = lakeFiles.snapshots(table);
    if (kept.isEmpty()) {
      throw QueryException.refused(name + " has no snapshot in the lake yet");
    }
    return kept.stream()
        .filter(this::isOrPrecedes)
        .mapToLong(Snapshot::id)
        .max()
        .orElseThrow(
            () ->
                QueryException.refused(
                    "%s of %s is not in the lake, never was or has expired; it keeps %s to %s"
                        .formatted(
                            asOf.snapshot().isPresent()
                                ? "snapshot " + asOf.snapshot().getAsLong()
                                : "a snapshot as old as " + asOf.time().orElseThrow(),
                            name,
                            told(kept.get(0)),
                            told(kept.get(kept.size() - 1)))));
  }

  private boolean isOrPrecedes(Snapshot snapshot) {
    return asOf.snapshot().isPresent()
        ? snapshot.id() == asOf.snapshot().getAsLong()
        : !Instant.ofEpochMilli(snapshot.timeMillis()).isAfter(asOf.time().orElseThrow());
  }

  private static String told(Snapshot snapshot) {
    return snapshot.id() + " (" + Instant.ofEpochMilli(snapshot.timeMillis()) + ")";
  }
}
