package dev.headwater.lake.cold.feed;

import dev.headwater.lake.Patience;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.tables.TableDefinitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.fluss.metadata.TableChange;
import org.apache.fluss.metadata.TablePath;

/** Options of a hot table that tell about it and change nothing in how it is stored. */
final class TableOptions {
  private TableOptions() {}

  static Map<String, String> of(FlussClient client, String table) {
    return Patience.ask("the options of " + table, () -> client.admin().getTableInfo(path(table)))
        .getCustomProperties()
        .toMap();
  }

  static void set(FlussClient client, String table, Map<String, String> options) {
    List<TableChange> changes = new ArrayList<>();
    options.forEach((name, value) -> changes.add(TableChange.set(name, value)));
    Patience.ask(
        "that the options of " + table + " are set",
        () -> client.admin().alterTable(path(table), changes, false));
  }

  private static TablePath path(String table) {
    return TablePath.of(TableDefinitions.DATABASE, table);
  }
}
