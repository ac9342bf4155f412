package dev.headwater.lake.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.lake.server.ask.QueryRequest;
import dev.headwater.lake.union.Side;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.fluss.row.GenericRow;

/** What people ask of a table, with the answer computed from its rows. */
enum Question {
  COUNTS {
    @Override
    void check(QueryEngine engine, String table, List<GenericRow> rows, Random random) {
      assertThat(
              ask(engine, "SELECT COUNT(*), MIN(id), MAX(id), COUNT(DISTINCT day) FROM " + table))
          .containsExactly(
              "%d|%s|%s|%d"
                  .formatted(
                      rows.size(),
                      rows.stream().map(Question::id).min(Comparator.naturalOrder()).orElse(null),
                      rows.stream().map(Question::id).max(Comparator.naturalOrder()).orElse(null),
                      rows.stream().map(Question::day).distinct().count()));
    }
  },
  FILTERED_GROUPS {
    @Override
    void check(QueryEngine engine, String table, List<GenericRow> rows, Random random) {
      Map<String, Long> counts =
          rows.stream()
              .filter(row -> id(row) < 30)
              .collect(Collectors.groupingBy(Question::day, TreeMap::new, Collectors.counting()));
      assertThat(
              ask(
                  engine,
                  "SELECT day, COUNT(*) FROM %s WHERE id < 30 GROUP BY day ORDER BY day"
                      .formatted(table)))
          .isEqualTo(counts.entrySet().stream().map(e -> e.getKey() + "|" + e.getValue()).toList());
    }
  },
  FIRST_TEN {
    @Override
    void check(QueryEngine engine, String table, List<GenericRow> rows, Random random) {
      assertThat(ask(engine, "SELECT id, day FROM " + table + " ORDER BY id DESC, day LIMIT 10"))
          .isEqualTo(
              rows.stream()
                  .sorted(
                      Comparator.comparing(Question::id).reversed().thenComparing(Question::day))
                  .limit(10)
                  .map(row -> id(row) + "|" + day(row))
                  .toList());
    }
  },
  ANY_TEN {
    @Override
    void check(QueryEngine engine, String table, List<GenericRow> rows, Random random) {
      List<String> answered =
          ShownRows.texts(engine, QueryRequest.of(ShownRows.select(table) + " LIMIT 10"));
      assertThat(answered).hasSize(Math.min(10, rows.size()));
      Map<String, Long> written = counted(ShownRows.written(rows));
      assertThat(counted(answered))
          .allSatisfy((row, times) -> assertThat(written.get(row)).isGreaterThanOrEqualTo(times));
    }
  },
  ONE_KEY {
    @Override
    void check(QueryEngine engine, String table, List<GenericRow> rows, Random random) {
      GenericRow there = rows.isEmpty() ? null : rows.get(random.nextInt(rows.size()));
      String day = there == null ? "d0" : day(there);
      long id = there == null ? 1 : id(there);
      assertThat(
              ShownRows.texts(
                      engine,
                      new QueryRequest(
                          ShownRows.select(table) + " WHERE day = ? AND id = ?",
                          Side.ALL,
                          List.of(day, id)))
                  .stream()
                  .sorted())
          .isEqualTo(
              ShownRows.written(
                  rows.stream().filter(row -> day(row).equals(day) && id(row) == id).toList()));
      assertThat(ask(engine, "SELECT id FROM " + table + " WHERE day = 'd9' AND id = 1")).isEmpty();
    }
  },
  JOINED {
    @Override
    void check(QueryEngine engine, String table, List<GenericRow> rows, Random random) {
      Map<String, Long> byId = counted(rows.stream().map(row -> Long.toString(id(row))).toList());
      assertThat(
              ask(
                  engine,
                  "SELECT COUNT(*) FROM %s AS a JOIN headwater.%s AS b USING (id)"
                      .formatted(table, table)))
          .containsExactly(
              Long.toString(byId.values().stream().mapToLong(times -> times * times).sum()));
    }
  };

  private static final List<Question> ALL = List.of(values());

  /** Asks, and compares with what the rows say. */
  abstract void check(QueryEngine engine, String table, List<GenericRow> rows, Random random);

  static Question any(Random random) {
    return ALL.get(random.nextInt(ALL.size()));
  }

  private static List<String> ask(QueryEngine engine, String sql) {
    return ShownRows.texts(engine, QueryRequest.of(sql));
  }

  private static Map<String, Long> counted(Collection<String> rows) {
    return rows.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static String day(GenericRow row) {
    return row.getString(0).toString();
  }

  private static long id(GenericRow row) {
    return row.getLong(1);
  }
}
