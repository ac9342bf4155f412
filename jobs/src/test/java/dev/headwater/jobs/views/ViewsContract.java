package dev.headwater.jobs.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.generate.Generator;
import dev.headwater.ingest.generate.seed.GeneratorOptions;
import dev.headwater.jobs.Seed;
import dev.headwater.jobs.oracle.ExpectedRows;
import dev.headwater.jobs.oracle.Oracle;
import dev.headwater.jobs.oracle.OracleInput;
import dev.headwater.lake.tables.Views;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The views' files give the oracle's rows, whatever engine reads them. */
abstract class ViewsContract {
  private static final String NAMED = "attribution_";

  @TempDir Path directory;

  /** An engine in which nothing exists. */
  abstract ViewEngine engine() throws Exception;

  @Test
  void everyViewOfAGeneratedShopHasTheOraclesRows() throws Exception {
    long seed = Seed.choose(getClass().getSimpleName());
    Generator.generate(GeneratorOptions.defaults().withEvents(5_000).withSeed(seed), directory);
    Oracle oracle = new Oracle(OracleInput.read(directory));
    try (ViewEngine engine = prepared(oracle)) {
      assertViewsEqual(oracle, engine);
    }
  }

  @Test
  void everyViewOfExtremeOrdersHasTheOraclesRows() throws Exception {
    Oracle oracle = new Oracle(ExtremeOrders.input());
    try (ViewEngine engine = prepared(oracle)) {
      assertViewsEqual(oracle, engine);
    }
  }

  @Test
  void theFiveNamedViewsAreThePartsOfTheCredits() throws Exception {
    Oracle oracle = new Oracle(ExtremeOrders.small());
    try (ViewEngine engine = prepared(oracle)) {
      ExpectedRows credits = oracle.rowsOf("attribution_credits");
      List<List<Object>> found =
          engine.rows(
              List.of("first", "last", "linear", "position_based", "time_decay").stream()
                  .map(model -> select(NAMED + model, credits.columns()))
                  .reduce((one, other) -> one + " UNION ALL " + other)
                  .orElseThrow());
      assertThat(credits.differenceFrom(found)).isEmpty();
    }
  }

  private ViewEngine prepared(Oracle oracle) throws Exception {
    ViewEngine engine = engine();
    engine.load(oracle.rowsOf("order_touches"));
    engine.load(oracle.rowsOf("order_mart"));
    engine.load(oracle.rowsOf("campaigns"));
    engine.load(oracle.rowsOf("customers"));
    for (String statement : Views.temporaryStatements().values()) {
      engine.execute(statement);
    }
    return engine;
  }

  private static void assertViewsEqual(Oracle oracle, ViewEngine engine) throws Exception {
    List<ExpectedRows> views =
        oracle.all().stream()
            .filter(rows -> Views.temporaryStatements().containsKey(rows.table()))
            .toList();
    assertThat(views).isNotEmpty();
    for (ExpectedRows view : views) {
      assertThat(view.rows()).as("rows expected in %s", view.table()).isNotEmpty();
      assertThat(view.differenceFrom(engine.rows(select(view.table(), view.columns())))).isEmpty();
    }
  }

  private static String select(String view, List<String> columns) {
    return "SELECT " + String.join(", ", columns) + " FROM " + view;
  }
}
