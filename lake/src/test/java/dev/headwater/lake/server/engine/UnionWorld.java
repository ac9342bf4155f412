package dev.headwater.lake.server.engine;

import dev.headwater.lake.union.Tables;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.apache.fluss.metadata.TableDescriptor;

/** A table to be and what happens to it, round by round. */
record UnionWorld(Kind kind, boolean partitioned, int buckets, List<Round> rounds) {
  static final List<String> DAYS = List.of("d0", "d1", "d2");

  /** Freshness also ends a tiering round; a shorter one leaves a slow machine no time to begin. */
  private static final Map<String, String> IN_LAKE =
      Map.of("table.datalake.enabled", "true", "table.datalake.freshness", "4s");

  private static final int MOST_BUCKETS = 4;
  private static final int MOST_WRITES = 200;

  UnionWorld {
    rounds = List.copyOf(rounds);
  }

  /** How a table treats what is written to it. */
  enum Kind {
    LAKE_LOG(true, false),
    LAKE_LOG_BY_ID(true, false),
    LAKE_KEYED(true, true),
    LOG(false, false),
    KEYED(false, true),
    UNDELETABLE(false, true),
    FIRST_ROW(false, true),
    VERSIONED(false, true);

    final boolean inLake;
    final boolean keyed;

    Kind(boolean inLake, boolean keyed) {
      this.inLake = inLake;
      this.keyed = keyed;
    }

    private Map<String, String> properties() {
      return switch (this) {
        case LAKE_LOG, LAKE_LOG_BY_ID, LAKE_KEYED -> IN_LAKE;
        case LOG, KEYED -> Map.of();
        case UNDELETABLE -> Map.of("table.delete.behavior", "ignore");
        case FIRST_ROW -> Map.of("table.merge-engine", "first_row");
        case VERSIONED ->
            Map.of(
                "table.merge-engine",
                "versioned",
                "table.merge-engine.versioned.ver-column",
                "count");
      };
    }
  }

  /**
   * What happens between two restarts; steps that a kind of table does not know are left out.
   *
   * @param seed of the rows that are written
   * @param writes number of rows written or deleted
   * @param snapshotted whether a key-value snapshot is made
   * @param tiered whether the lake is waited for
   * @param compacted whether the lake is compacted, and what it no longer needs removed
   * @param dropped partitions that go once the lake has them
   */
  record Round(
      long seed,
      int writes,
      boolean snapshotted,
      boolean tiered,
      boolean compacted,
      Set<String> dropped) {
    Round {
      dropped = Set.copyOf(dropped);
    }
  }

  /** Where chance comes from: {@code -Dseed=N} repeats a run, otherwise every run is another. */
  static Arbitrary<Long> seeds() {
    Long given = Long.getLong("seed");
    return given == null ? Arbitraries.longs().between(0, 999_999_999) : Arbitraries.just(given);
  }

  static List<UnionWorld> some(int number, int rounds, Random random) {
    Arbitrary<Integer> writes =
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.just(0)),
            Tuple.of(6, Arbitraries.integers().between(1, MOST_WRITES)));
    Arbitrary<Set<String>> dropped =
        Arbitraries.frequency(
            Tuple.of(6, Set.of()), Tuple.of(2, Set.of(DAYS.get(0))), Tuple.of(1, Set.copyOf(DAYS)));
    Arbitrary<Boolean> maybe = Arbitraries.of(true, false);
    Arbitrary<Round> round =
        Combinators.combine(Arbitraries.longs(), writes, maybe, maybe, maybe, dropped)
            .as(Round::new);
    Arbitrary<Kind> kind =
        Arbitraries.frequency(
            Tuple.of(2, Kind.LAKE_LOG),
            Tuple.of(1, Kind.LAKE_LOG_BY_ID),
            Tuple.of(4, Kind.LAKE_KEYED),
            Tuple.of(1, Kind.LOG),
            Tuple.of(2, Kind.KEYED),
            Tuple.of(1, Kind.UNDELETABLE),
            Tuple.of(1, Kind.FIRST_ROW),
            Tuple.of(1, Kind.VERSIONED));
    return Combinators.combine(
            kind,
            maybe,
            Arbitraries.integers().between(1, MOST_BUCKETS),
            round.list().ofSize(rounds))
        .as(UnionWorld::new)
        .list()
        .ofSize(number)
        .generator(1_000)
        .next(random)
        .value();
  }

  TableDescriptor table() {
    TableDescriptor.Builder builder =
        kind.keyed ? Tables.keyed(kind.properties()) : Tables.log(kind.properties());
    if (kind == Kind.LAKE_LOG_BY_ID) {
      builder.distributedBy(buckets, "id");
    } else {
      builder.distributedBy(buckets);
    }
    return partitioned ? builder.partitionedBy("day").build() : builder.build();
  }
}
