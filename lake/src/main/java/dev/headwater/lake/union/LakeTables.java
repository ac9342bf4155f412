package dev.headwater.lake.union;

import dev.headwater.lake.Causes;
import dev.headwater.lake.FlussClient;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.TableDefinition;
import dev.headwater.lake.TableDefinitions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private interface Check {
    Optional<String> of(TableInfo hot, FileStoreTable lake) throws IOException;
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

  private List<String> each(Check check) {
    List<String> found = new ArrayList<>();
    for (TableDefinition definition : TableDefinitions.load().all()) {
      if (definition.inLake()) {
        TablePath path = TablePath.of(TableDefinitions.DATABASE, definition.name());
        TableInfo hot = Patience.ask("the table " + path, () -> client.admin().getTableInfo(path));
        try (LakeTable lake = LakeTable.newest(hot, Map.of())) {
          check
              .of(hot, lake.table())
              .ifPresent(words -> found.add(path.getTableName() + ": " + words));
        } catch (Exception e) {
          throw new LakeException(
              Actor.EXTERNAL,
              "the lake's table of " + path + " cannot be read: " + Causes.deepest(e),
              e);
        }
      }
    }
    return found;
  }
}
