package dev.headwater.jobs.oracle;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Recomputes every mart from the records by brute force, with nothing of the jobs in it. */
public final class Oracle {
  private final List<ExpectedRows> all;

  public Oracle(OracleInput input) {
    DistinctRecords records = DistinctRecords.of(input);
    Stream<Function<DistinctRecords, TableGroup>> groups =
        Stream.of(
            VersionOracle::new,
            TouchOracle::new,
            OrderOracle::new,
            CountOracle::new,
            SessionOracle::new,
            ModelOracle::new);
    all = groups.flatMap(group -> group.apply(records).tables().stream()).toList();
  }

  /** All of the tables and views. */
  public List<ExpectedRows> all() {
    return all;
  }

  /** The rows of one table or view. */
  public ExpectedRows rowsOf(String table) {
    return all.stream()
        .filter(rows -> rows.table().equals(table))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the oracle knows no table " + table));
  }
}
