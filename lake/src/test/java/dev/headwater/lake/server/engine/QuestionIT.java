package dev.headwater.lake.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.headwater.lake.server.ask.QueryException;
import dev.headwater.lake.server.ask.QueryRequest;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.union.LakeFixture;
import dev.headwater.lake.union.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.GenericRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people ask, in every situation that a table can be in. */
class QuestionIT {
  private static final String FOR_EVER =
      "SELECT SUM(a.range * b.range) FROM range(10000000) AS a, range(10000000) AS b";

  @TempDir static Path directory;
  private static LakeFixture lake;
  private static QueryEngine engine;

  @BeforeAll
  static void start() throws Exception {
    lake = LakeFixture.shared();
    engine = QueryEngine.open(settings("cache"));
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
    lake.close();
  }

  private static QuerySettings settings(String cache) {
    return QuerySettings.of(
        lake.fluss().bootstrapServers(), lake.fluss().lake(), directory.resolve(cache));
  }

  private static QuerySettings oneAtATime(QuerySettings settings) {
    return new QuerySettings(
        settings.bootstrapServers(),
        settings.lake(),
        settings.cache(),
        settings.memoryMegabytes(),
        settings.timeLimit(),
        1,
        settings.prometheus());
  }

  private static PlayedWorld world(UnionWorld.Kind kind) throws Exception {
    UnionWorld world = new UnionWorld(kind, kind.inLake, 2, List.of());
    String name = kind.toString().toLowerCase(Locale.ROOT);
    return new PlayedWorld(lake, lake.create(name, world.table()), world);
  }

  /** LIMIT and all other questions, asked of a server that just started and of one that runs. */
  private static void checkAll(String situation, List<PlayedWorld> worlds) throws Exception {
    try (QueryEngine fresh = QueryEngine.open(settings("fresh"))) {
      for (PlayedWorld world : worlds) {
        world.checkAll(fresh, situation + ", right after start");
        world.check(engine, new Random(1), situation);
      }
      assertThat(
              ShownRows.texts(
                  engine,
                  QueryRequest.of("SELECT COUNT(*) FROM lake_keyed JOIN lake_log USING (day, id)")))
          .as(situation)
          .containsExactly(Long.toString(pairs(worlds.get(0).rows(), worlds.get(1).rows())));
    }
  }

  private static long pairs(List<GenericRow> left, List<GenericRow> right) {
    return left.stream()
        .mapToLong(
            row ->
                right.stream()
                    .filter(
                        other ->
                            other.getString(0).equals(row.getString(0))
                                && other.getLong(1) == row.getLong(1))
                    .count())
        .sum();
  }

  @Test
  void everyQuestionIsAnsweredRightBeforeAnySnapshotDuringTieringAndWithoutHotPartitions()
      throws Exception {
    List<PlayedWorld> worlds =
        List.of(world(UnionWorld.Kind.LAKE_KEYED), world(UnionWorld.Kind.LAKE_LOG));
    checkAll("empty", worlds);
    Random random = new Random(4);
    for (PlayedWorld world : worlds) {
      world.write(100, random, lake.connection());
    }
    assertThat(pairs(worlds.get(0).rows(), worlds.get(1).rows())).isPositive();
    checkAll("before any lake snapshot", worlds);
    lake.tiering().start();
    try {
      for (int round = 0; round < 2; round++) {
        for (PlayedWorld world : worlds) {
          world.write(50, random, lake.connection());
        }
        checkAll("during tiering", worlds);
      }
      for (PlayedWorld world : worlds) {
        world.awaitTiered();
        world.drop(Set.copyOf(UnionWorld.DAYS));
      }
      checkAll("without hot partitions", worlds);
    } finally {
      lake.tiering().stop();
    }
  }

  @Test
  void aQueryWhoseFilesVanishBeforeItReadsThemIsAnsweredFromANewerSnapshot() throws Exception {
    UnionWorld world = new UnionWorld(UnionWorld.Kind.LAKE_LOG, false, 1, List.of());
    TablePath path = lake.create("compacted", world.table());
    PlayedWorld played = new PlayedWorld(lake, path, world);
    Random random = new Random(5);
    lake.tiering().start();
    try (QueryEngine single = QueryEngine.open(oneAtATime(settings("single")))) {
      for (int file = 0; file < 2; file++) {
        played.write(20, random, lake.connection());
        played.awaitTiered();
      }
      Cancellation longOne = new Cancellation();
      CompletableFuture<Void> busy =
          CompletableFuture.runAsync(
              () ->
                  assertThatThrownBy(() -> single.query(QueryRequest.of(FOR_EVER), longOne))
                      .isInstanceOf(QueryException.class));
      await("a query has the only place").until(() -> single.running() == 1);
      CompletableFuture<List<String>> waiting =
          CompletableFuture.supplyAsync(() -> ShownRows.read(single, "compacted", Side.ALL));
      await("the query has listed its files").until(() -> single.waiting() == 1);
      assertThat(lake.maintain(path).filesMerged()).isEqualTo(2);
      played.write(1, random, lake.connection());
      played.awaitTiered();
      assertThat(lake.maintain(path).snapshotsExpired()).isPositive();
      longOne.cancel();
      busy.get();
      assertThat(waiting.get()).isEqualTo(ShownRows.written(played.rows()));
    } finally {
      lake.tiering().stop();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"KEYED", "UNDELETABLE", "FIRST_ROW", "VERSIONED"})
  void aTailThatEndsInBatchesWithoutRecordsIsReadToItsEnd(UnionWorld.Kind kind) throws Exception {
    PlayedWorld world = world(kind);
    for (int round = 0; round < 2; round++) {
      world.write(round * 20, new Random(round), lake.connection());
      world.writeNothing(lake.connection());
      world.check(engine, new Random(round), "round " + round);
    }
    try (QueryEngine fresh = QueryEngine.open(settings("fresh"))) {
      world.checkAll(fresh, "right after start");
    }
  }
}
