package dev.headwater.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.generate.Generator;
import dev.headwater.ingest.generate.seed.GeneratorOptions;
import dev.headwater.ingest.generate.truth.AttributedPair;
import dev.headwater.ingest.generate.truth.AttributedPair.Kind;
import dev.headwater.ingest.generate.truth.Score;
import dev.headwater.ingest.generate.truth.Truth;
import dev.headwater.ingest.generate.writing.GeneratedShop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OracleAgreesWithTheGeneratorTest {
  @TempDir Path directory;

  @Test
  void whatTheGeneratorMeantIsWhatTheOracleFinds() throws IOException {
    GeneratedShop shop = shop();
    OracleInput input = OracleInput.read(directory.resolve("shop"));
    Oracle oracle = new Oracle(input);
    Truth truth = Truth.read(shop.truth());
    Score score = Score.of(truth.pairs(), pairs(oracle));
    assertThat(score)
        .isEqualTo(new Score(1, 1, score.expected(), score.expected(), score.expected()));
    assertThat(score.expected()).isGreaterThan(400);
    assertThat(oracle.rowsOf("order_mart").rows()).hasSize(truth.orders().size());
    assertThat(input.refused()).isEqualTo(Math.toIntExact(shop.malformed()));
    assertThat(oracle.rowsOf("touches").rows()).hasSize(Math.toIntExact(shop.touches()));
    assertThat(reasons(oracle))
        .containsExactlyInAnyOrder("attributed", "outside_window", "touch_after_order", "no_touch");
  }

  @Test
  void disorderMakesWorldsWithTheSameAnswers() throws IOException {
    shop();
    long seed = 20260105;
    new Disorder(3, seed).write(directory.resolve("shop"), directory.resolve("worlds"));
    OracleInput one = OracleInput.read(directory.resolve("shop"));
    OracleInput worlds = OracleInput.read(directory.resolve("worlds"));
    assertThat(worlds.events()).hasSizeGreaterThan(3 * one.events().size());
    List<String> expected = new ArrayList<>();
    List<List<Object>> paths = new Oracle(one).rowsOf("order_touches").rows();
    for (int world = 0; world < 3; world++) {
      for (List<Object> row : paths) {
        String prefix = "w" + world + "-";
        expected.add(prefix + row.get(0) + " " + prefix + row.get(1) + " " + prefix + row.get(2));
      }
    }
    List<String> found = new ArrayList<>();
    for (List<Object> row : new Oracle(worlds).rowsOf("order_touches").rows()) {
      found.add(row.get(0) + " " + row.get(1) + " " + row.get(2));
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(new Oracle(worlds).rowsOf("campaigns").canonical())
        .isEqualTo(new Oracle(one).rowsOf("campaigns").canonical());
  }

  @Test
  void theSameSeedGivesTheSameWorlds() throws IOException {
    shop();
    new Disorder(2, 7).write(directory.resolve("shop"), directory.resolve("one"));
    new Disorder(2, 7).write(directory.resolve("shop"), directory.resolve("other"));
    assertThat(directory.resolve("one/events.jsonl"))
        .hasSameBinaryContentAs(directory.resolve("other/events.jsonl"));
  }

  private GeneratedShop shop() throws IOException {
    GeneratorOptions options = GeneratorOptions.defaults().withEvents(5_000).withSeed(11);
    return Generator.generate(options, directory.resolve("shop"));
  }

  private static Set<AttributedPair> pairs(Oracle oracle) {
    Set<AttributedPair> pairs = new HashSet<>();
    oracle.rowsOf("order_touches").rows().forEach(row -> add(pairs, Kind.PATH, row, 2));
    ExpectedRows mart = oracle.rowsOf("order_mart");
    for (List<Object> row : mart.rows()) {
      add(pairs, Kind.FIRST_TOUCH, row, mart.columns().indexOf("first_touch_event_id"));
      add(pairs, Kind.FIRST_CLICK, row, mart.columns().indexOf("first_click_event_id"));
    }
    return pairs;
  }

  private static void add(Set<AttributedPair> pairs, Kind kind, List<Object> row, int event) {
    if (row.get(event) != null) {
      pairs.add(
          new AttributedPair(
              kind, (String) row.get(0), (String) row.get(1), (String) row.get(event)));
    }
  }

  private static Set<String> reasons(Oracle oracle) {
    Set<String> reasons = new HashSet<>();
    oracle.rowsOf("attributed_orders").rows().forEach(row -> reasons.add((String) row.get(2)));
    return reasons;
  }
}
