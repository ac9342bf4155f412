package dev.headwater.batch.recompute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.batch.run.Campaigns;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecomputeIT {
  private static final Set<Mart> ARCHIVED =
      EnumSet.complementOf(EnumSet.of(Mart.CUSTOMER_FIRST_TOUCH));

  @TempDir static Path directory;
  private static MadeUpShop shop;
  private static SparkSession spark;
  private static Recompute recompute;

  @BeforeAll
  static void start() throws Exception {
    long seed = Long.getLong("headwater.seed", new Random().nextInt(1_000_000));
    System.out.println("RecomputeIT seed " + seed);
    shop = MadeUpShop.random(new Random(seed));
    spark = Campaigns.in(directory).spark();
    shop.archive(spark);
    recompute = new Recompute(new QueryServer(spark, "none"));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void everyTablesRowsOfSomeDaysAreThoseThatBruteForceFinds() throws Exception {
    BruteForce bruteForce = new BruteForce(shop);
    for (Days days :
        List.of(
            new Days(MadeUpShop.FIRST, MadeUpShop.FIRST),
            new Days(MadeUpShop.FIRST.plusDays(3), MadeUpShop.FIRST.plusDays(4)),
            Days.ALL)) {
      for (Mart mart : ARCHIVED) {
        List<String> expected = bruteForce.rows(mart, days);
        if (days.equals(Days.ALL)) {
          assertThat(expected).as("%s", mart).isNotEmpty();
        }
        assertThat(texts(recompute.rows(mart, days)))
            .as("%s of %s", mart, days)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void rowsOfSomeKeysAreThoseOfAllDays() throws Exception {
    Days days = new Days(MadeUpShop.FIRST.plusDays(5), MadeUpShop.FIRST.plusDays(5));
    for (Mart mart : ARCHIVED) {
      Dataset<Row> all = recompute.rows(mart, mart.isOfCustomers() ? Days.ALL : days);
      List<Row> some = all.limit(3).collectAsList();
      Dataset<Row> keys =
          spark.createDataFrame(some, all.schema()).selectExpr(mart.key().toArray(String[]::new));
      assertThat(texts(recompute.rows(mart, days, keys)))
          .as(mart.table())
          .isEqualTo(some.stream().map(RecomputeIT::text).sorted().toList())
          .isNotEmpty();
    }
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(RecomputeIT::text).sorted().toList();
  }

  private static String text(Row row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      values.add(row.get(i) instanceof Timestamp time ? time.toInstant() : row.get(i));
    }
    return values.toString();
  }
}
