package dev.headwater.lake.server.engine;

import dev.headwater.lake.union.Tables;
import dev.headwater.lake.union.Writing;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.fluss.row.GenericRow;

/** Writes to a table and remembers what it must hold then. */
final class Replay {
  private static final int IDS = 60;
  private static final int COUNT = 6;

  private final UnionWorld.Kind kind;
  private final Map<String, GenericRow> rows = new LinkedHashMap<>();
  private final Map<String, GenericRow> hotRows = new LinkedHashMap<>();
  private final Set<String> droppedDays = new HashSet<>();

  Replay(UnionWorld.Kind kind) {
    this.kind = kind;
  }

  List<GenericRow> rows() {
    return List.copyOf(rows.values());
  }

  /** The rows that Fluss alone has. */
  List<GenericRow> hotRows() {
    return List.copyOf(hotRows.values());
  }

  void drop(Collection<String> days) {
    droppedDays.addAll(days);
    hotRows.values().removeIf(row -> days.contains(row.getString(0).toString()));
  }

  /** Writes random rows and deletes, in batches of random length. */
  void write(int writes, Random random, Writing writing) {
    for (int i = 0; i < writes; i++) {
      String day = UnionWorld.DAYS.get(random.nextInt(UnionWorld.DAYS.size()));
      GenericRow row = Tables.row(day, random.nextInt(IDS), random);
      if (!kind.keyed || random.nextInt(4) > 0) {
        put(row, writing);
      } else if (deletable(row)) {
        delete(row, writing);
      }
      if (random.nextInt(40) == 0) {
        writing.flush();
      }
    }
    writing.flush();
  }

  void put(GenericRow row, Writing writing) {
    if (!kind.keyed) {
      writing.append(row);
      put("" + rows.size(), row);
      return;
    }
    writing.upsert(row);
    GenericRow old = rows.get(key(row));
    boolean wins =
        switch (kind) {
          case FIRST_ROW -> old == null;
          case VERSIONED -> old == null || version(row) >= version(old);
          default -> true;
        };
    if (wins) {
      put(key(row), row);
    }
  }

  void delete(GenericRow row, Writing writing) {
    writing.delete(row);
    if (kind == UnionWorld.Kind.KEYED || kind == UnionWorld.Kind.LAKE_KEYED) {
      rows.remove(key(row));
      hotRows.remove(key(row));
    }
  }

  /**
   * A key that is not there leaves a batch without records, which tiering cannot pass; and of a
   * partition that was dropped and came again, Fluss does not know what the lake still has.
   */
  private boolean deletable(GenericRow row) {
    return !kind.inLake
        || (hotRows.containsKey(key(row)) && !droppedDays.contains(row.getString(0).toString()));
  }

  private void put(String key, GenericRow row) {
    rows.put(key, row);
    hotRows.put(key, row);
  }

  private static String key(GenericRow row) {
    return row.getString(0) + "/" + row.getLong(1);
  }

  private static long version(GenericRow row) {
    return row.isNullAt(COUNT) ? Long.MIN_VALUE : row.getInt(COUNT);
  }
}
