package dev.headwater.jobs.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

/** Counts of windows, whatever order rows arrive in and whatever state has gone. */
class WindowCountsTest {
  private static final Instant MIDNIGHT = Instant.parse("2024-02-29T00:00:00Z");
  private static final Duration HORIZON = Duration.ofDays(3);
  private static final int WORLDS = 300;

  private final SimpleCounter passedOver = new SimpleCounter();
  private final WindowCounts windows = new WindowCounts(new StateHorizon(HORIZON, passedOver), 0);
  private MapView<Row, Long> counts = new MapView<>();
  private ShardClock clock = new ShardClock();
  private final Map<Row, Long> stored = new HashMap<>();

  private static Row key(Duration afterMidnight, String host) {
    return Row.of(MIDNIGHT.plus(afterMidnight), host);
  }

  private OptionalLong process(Row key) throws Exception {
    OptionalLong before = windows.add(counts, clock, key);
    before.ifPresent(count -> stored.put(key, count + 1));
    return before;
  }

  private void startAnew() {
    counts = new MapView<>();
    clock = new ShardClock();
    stored.clear();
  }

  @Test
  void everyWindowIsCountedByItself() throws Exception {
    assertThat(process(key(Duration.ZERO, "a"))).hasValue(0);
    assertThat(process(key(Duration.ZERO, "a"))).hasValue(1);
    assertThat(process(key(Duration.ZERO, "b"))).hasValue(0);
    assertThat(process(key(Duration.ofMinutes(5), "a"))).hasValue(0);
    assertThat(process(key(Duration.ZERO, "a"))).hasValue(2);
  }

  @Test
  void aRowOfAWindowPastTheHorizonChangesNothing() throws Exception {
    process(key(Duration.ZERO, "a"));
    process(key(HORIZON, "a"));
    assertThat(process(key(Duration.ZERO, "a"))).as("at the horizon").hasValue(1);

    process(key(HORIZON.plusDays(1), "b"));

    assertThat(process(key(Duration.ZERO, "a"))).as("past the horizon").isEmpty();
    assertThat(counts.getMap()).containsOnlyKeys(key(HORIZON, "a"), key(HORIZON.plusDays(1), "b"));
    assertThat(passedOver.getCount()).isEqualTo(1);
  }

  @Test
  void aRunThatFailsAndReplaysInAnotherOrderCountsEveryRowOnce() throws Exception {
    long seed = Seed.choose("WindowCountsTest.replay");
    for (int world = 0; world < WORLDS; world++) {
      startAnew();
      Random random = new Random(seed + world);
      List<Row> rows =
          IntStream.range(0, 1 + random.nextInt(40))
              .mapToObj(i -> key(Duration.ofMinutes(5L * random.nextInt(5)), "a"))
              .toList();
      int kept = random.nextInt(rows.size());
      for (Row row : rows.subList(0, kept)) {
        process(row);
      }
      Map<Row, Long> checkpoint = new HashMap<>(counts.getMap());
      for (int run = 0; run < 3; run++) {
        counts = new MapView<>();
        counts.setMap(new HashMap<>(checkpoint));
        List<Row> rest = new ArrayList<>(rows.subList(kept, rows.size()));
        Collections.shuffle(rest, random);
        for (Row row : run < 2 ? rest.subList(0, random.nextInt(rest.size())) : rest) {
          process(row);
        }
      }
      assertThat(stored)
          .as("counts of world %d of seed %d", world, seed)
          .isEqualTo(
              rows.stream().collect(Collectors.groupingBy(row -> row, Collectors.counting())));
    }
  }

  @Test
  void stateStaysBoundedAndNoStoredCountEverGetsSmaller() throws Exception {
    long seed = Seed.choose("WindowCountsTest.horizon");
    for (int world = 0; world < WORLDS; world++) {
      startAnew();
      Random random = new Random(seed + world);
      for (int i = 0; i < 300; i++) {
        int late = random.nextInt(3) == 0 ? random.nextInt(96) : random.nextInt(2);
        Row key = key(Duration.ofHours(i - late), "host " + random.nextInt(2));
        long known = stored.getOrDefault(key, 0L);

        boolean counted = process(key).isPresent();

        assertThat(stored.getOrDefault(key, 0L))
            .as("count of %s in world %d of seed %d", key, world, seed)
            .isEqualTo(counted ? known + 1 : known);
        assertThat(counts.getMap().keySet())
            .as("keys kept at %s in world %d of seed %d", clock.newest, world, seed)
            .allSatisfy(
                kept ->
                    assertThat(kept.<Instant>getFieldAs(0))
                        .isAfterOrEqualTo(clock.newest.minus(HORIZON).minus(Duration.ofDays(1))));
      }
    }
    assertThat(passedOver.getCount()).as("rows passed over in all worlds").isPositive();
  }
}
