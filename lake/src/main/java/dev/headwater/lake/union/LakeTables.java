package dev.headwater.lake.union;

import dev.headwater.lake.Causes;
import dev.headwater.lake.FlussClient;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.TableDefinition;
import dev.headwater.lake.TableDefinitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;

/** Compares the columns of tables in the lake with those in Fluss. */
public final class LakeColumns {
  private LakeColumns() {}

  /**
   * One line a table whose columns differ, showing both.
   *
   * @throws LakeException when Fluss or the lake cannot be read
   */
  public static List<String> differences(FlussClient client) {
    List<String> differences = new ArrayList<>();
    for (TableDefinition definition : TableDefinitions.load().all()) {
      if (definition.inLake()) {
        TablePath path = TablePath.of(TableDefinitions.DATABASE, definition.name());
        TableInfo table =
            Patience.ask("the table " + path, () -> client.admin().getTableInfo(path));
        List<String> hot = table.getRowType().getFieldNames();
        List<String> lake = columns(table);
        if (!hot.equals(lake)) {
          differences.add("%s: Fluss has %s, the lake %s".formatted(definition.name(), hot, lake));
        }
      }
    }
    return differences;
  }

  private static List<String> columns(TableInfo table) {
    try (LakeTable lake = LakeTable.newest(table, Map.of())) {
      // Those that tiering adds begin so.
      return lake.table().rowType().getFieldNames().stream()
          .filter(name -> !name.startsWith("__"))
          .toList();
    } catch (Exception e) {
      throw new LakeException(
          Actor.EXTERNAL,
          "the lake's table of " + table.getTablePath() + " cannot be read: " + Causes.deepest(e),
          e);
    }
  }
}
