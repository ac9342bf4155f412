package dev.headwater.lake.server.mirror;

import dev.headwater.lake.catalogs.LakeTable;
import dev.headwater.lake.server.duck.Names;
import dev.headwater.lake.server.duck.QueryDatabase;
import dev.headwater.lake.server.duck.TableColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.fluss.lake.paimon.utils.PaimonRowAsFlussRow;
import org.apache.fluss.metadata.TableInfo;
import org.apache.paimon.data.InternalRow;
import org.apache.paimon.table.source.DataSplit;
import org.apache.paimon.utils.CloseableIterator;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Merges files of the lake that hold several versions of a row, once, into files of the cache. */
record MergedFiles(CachedFiles cache) {
  private static final String SEQUENCE = "_SEQUENCE_NUMBER";
  private static final String KIND = "_VALUE_KIND";

  /** What is added (0) or updated to (2) is there; what is deleted or updated from is not. */
  private static final String PRESENT = KIND + " IN (0, 2)";

  /** A file of the lake and the columns it holds. */
  record Source(Path file, List<String> columns) {}

  /**
   * Files that make one.
   *
   * @param newestWins whether the change with the greatest sequence number is a key's row, and
   *     nothing else matters
   */
  record Merge(List<Source> sources, boolean newestWins) {}

  /** The merged file, made when it is not there. */
  Path file(
      TableInfo table,
      TableColumns columns,
      Merge merge,
      LakeTable lake,
      DataSplit split,
      DuckDBConnection connection)
      throws IOException, SQLException {
    return cache.file(
        table,
        identity(columns, merge),
        file -> {
          if (merge.newestWins()) {
            copy(connection, newest(columns, merge), file);
          } else {
            readByPaimon(columns, lake, split, connection, file);
          }
        });
  }

  private static String identity(TableColumns columns, Merge merge) {
    return columns.definitions()
        + merge.sources().stream()
            .map(source -> source.file().getFileName().toString())
            .sorted()
            .collect(Collectors.joining("\n"));
  }

  private static String newest(TableColumns columns, Merge merge) {
    String keys = Names.quoteAll(columns.keys());
    String system = ", " + SEQUENCE + ", " + KIND;
    List<LakePart.Group> files = LakePart.Group.of(merge.sources());
    String changes = LakePart.union(files, present -> columns.castFrom(present) + system);
    String sequences = LakePart.union(files, present -> keys + ", " + SEQUENCE);
    return ("SELECT %s FROM (%s) AS change SEMI JOIN"
            + " (SELECT %s, MAX(%s) AS %s FROM (%s) GROUP BY %s) AS newest"
            + " ON %s AND change.%s = newest.%s WHERE %s")
        .formatted(
            columns.list(),
            changes,
            keys,
            SEQUENCE,
            SEQUENCE,
            sequences,
            keys,
            Names.equal("change", "newest", columns.keys()),
            SEQUENCE,
            SEQUENCE,
            PRESENT);
  }

  private static void readByPaimon(
      TableColumns columns, LakeTable lake, DataSplit split, DuckDBConnection connection, Path file)
      throws IOException, SQLException {
    List<String> present = lake.table().rowType().getFieldNames();
    int[] projection = columns.names().stream().mapToInt(present::indexOf).toArray();
    String rows = "merging#" + file.getFileName();
    QueryDatabase.execute(
        connection, "CREATE TEMP TABLE " + Names.quote(rows) + " (" + columns.definitions() + ")");
    PaimonRowAsFlussRow adapter = new PaimonRowAsFlussRow();
    try (CloseableIterator<InternalRow> merged =
            lake.table()
                .newReadBuilder()
                .withProjection(projection)
                .newRead()
                .createReader(split)
                .toCloseableIterator();
        DuckDBAppender appender = connection.createAppender("temp", "main", rows)) {
      while (merged.hasNext()) {
        appender.beginRow();
        columns.append(adapter.replaceRow(merged.next()), appender);
        appender.endRow();
      }
    } catch (SQLException | IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
    copy(connection, "FROM temp." + Names.quote(rows), file);
    QueryDatabase.execute(connection, "DROP TABLE temp." + Names.quote(rows));
  }

  private static void copy(DuckDBConnection connection, String query, Path file)
      throws SQLException {
    QueryDatabase.execute(
        connection,
        "COPY (" + query + ") TO " + Names.literal(file.toString()) + " (FORMAT parquet)");
  }
}
