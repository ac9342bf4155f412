package dev.headwater.lake.maintenance;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.Patience;
import dev.headwater.lake.catalogs.LakeTable;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.tables.TableDefinition;
import dev.headwater.lake.tables.TableDefinitions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;
import org.apache.paimon.fs.Path;
import org.apache.paimon.io.DataFileMeta;
import org.apache.paimon.table.FileStoreTable;
import org.apache.paimon.table.source.DataSplit;
import org.apache.paimon.table.source.Split;

/**
 * Looks whether the tables in the lake are what Fluss and their own snapshots say.
 *
 * @param client of Fluss
 */
public record LakeTables(FlussClient client) {
  /** A table has it when Fluss knew its lake before it knew the table. */
  private static final String FORMAT = "table.datalake.format";

  private interface Check {
    Optional<String> of(TableInfo hot, FileStoreTable lake) throws IOException;
  }

  /**
   * Tables whose definition puts them into the lake, and which Fluss made before it was told of
   * one: Fluss 0.9.1 takes none of them into it later.
   *
   * @throws LakeException when Fluss does not answer
   */
  public List<String> olderThanTheLake() {
    return definitions()
        .filter(table -> !hot(table).getProperties().toMap().containsKey(FORMAT))
        .map(TableDefinition::name)
        .toList();
  }

  /**
   * One line a table whose columns differ from those in Fluss, showing both.
   *
   * @throws LakeException when Fluss or the lake cannot be read
   */
  public List<String> otherColumns() {
    return each(
        (hot, lake) -> {
          List<String> here = hot.getRowType().getFieldNames();
          // Those that tiering adds begin so.
          List<String> there =
              lake.rowType().getFieldNames().stream()
                  .filter(name -> !name.startsWith("__"))
                  .toList();
          return here.equals(there)
              ? Optional.empty()
              : Optional.of("Fluss has %s, the lake %s".formatted(here, there));
        });
  }

  /**
   * One line a table whose newest snapshot names files that are not there: its history cannot be
   * read, and no later snapshot mends that.
   *
   * @throws LakeException when Fluss or the lake cannot be read
   */
  public List<String> missingFiles() {
    return each(
        (hot, lake) -> {
          List<String> missing = new ArrayList<>();
          for (Split split : lake.newReadBuilder().newScan().plan().splits()) {
            DataSplit planned = (DataSplit) split;
            for (DataFileMeta file : planned.dataFiles()) {
              String path =
                  file.externalPath().orElse(planned.bucketPath() + '/' + file.fileName());
              if (!lake.fileIO().exists(new Path(path))) {
                missing.add(file.fileName());
              }
            }
          }
          return missing.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  "%d files of its newest snapshot are gone, such as %s"
                      .formatted(missing.size(), missing.get(0)));
        });
  }

  private static Stream<TableDefinition> definitions() {
    return TableDefinitions.load().all().stream().filter(TableDefinition::inLake);
  }

  private TableInfo hot(TableDefinition table) {
    TablePath path = TablePath.of(TableDefinitions.DATABASE, table.name());
    return Patience.ask("the table " + path, () -> client.admin().getTableInfo(path));
  }

  private List<String> each(Check check) {
    List<String> found = new ArrayList<>();
    for (TableDefinition definition : definitions().toList()) {
      TableInfo hot = hot(definition);
      try (LakeTable lake = LakeTable.newest(hot, Map.of())) {
        check.of(hot, lake.table()).ifPresent(words -> found.add(definition.name() + ": " + words));
      } catch (Exception e) {
        throw LakeException.external(
            "the lake's table of " + hot.getTablePath() + " cannot be read", e);
      }
    }
    return found;
  }
}
