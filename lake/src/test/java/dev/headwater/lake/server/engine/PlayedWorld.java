package dev.headwater.lake.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headwater.lake.server.engine.UnionWorld.Kind;
import dev.headwater.lake.union.KvSnapshotTrigger;
import dev.headwater.lake.union.LakeFixture;
import dev.headwater.lake.union.RowText;
import dev.headwater.lake.union.Side;
import dev.headwater.lake.union.Tables;
import dev.headwater.lake.union.Writing;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.fluss.client.Connection;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.metadata.PartitionInfo;
import org.apache.fluss.metadata.PartitionSpec;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.GenericRow;

/** A world in a lake: after each step, what is read must be what was written. */
final class PlayedWorld {
  private final LakeFixture lake;
  private final TablePath path;
  private final UnionWorld world;
  private final Replay replay;

  PlayedWorld(LakeFixture lake, TablePath path, UnionWorld world) {
    this.lake = lake;
    this.path = path;
    this.world = world;
    this.replay = new Replay(world.kind());
  }

  List<GenericRow> rows() {
    return replay.rows();
  }

  /** Writes, without a look at what is read then. */
  void write(int writes, Random random, Connection connection) throws Exception {
    try (Table table = connection.getTable(path)) {
      replay.write(writes, random, new Writing(table));
    }
  }

  /**
   * Ends both buckets with batches without records: the delete of a key that nobody knows, and for
   * tables that keep what they have, the row they have.
   */
  void writeNothing(Connection connection) throws Exception {
    try (Table table = connection.getTable(path)) {
      Writing writing = new Writing(table);
      for (int id = 0; id < 6; id++) {
        replay.delete(Tables.row("d9", id, new Random(id)), writing);
        writing.flush();
      }
      for (GenericRow row :
          world.kind() == Kind.FIRST_ROW
              ? rows().subList(0, Math.min(6, rows().size()))
              : List.<GenericRow>of()) {
        replay.put(row, writing);
        writing.flush();
      }
    }
  }

  /** Plays a round. */
  void play(int number, QueryEngine engine, Connection connection) throws Exception {
    UnionWorld.Round round = world.rounds().get(number);
    Random random = new Random(round.seed());
    write(round.writes(), random, connection);
    check(engine, random, "written");
    if (round.snapshotted() && world.kind().keyed) {
      KvSnapshotTrigger.snapshot(lake, path);
      check(engine, random, "snapshotted");
    }
    if (!world.kind().inLake || replay.rows().isEmpty()) {
      return;
    }
    boolean dropping = world.partitioned() && !round.dropped().isEmpty();
    if (round.tiered() || round.compacted() || dropping) {
      awaitTiered();
      check(engine, random, "tiered");
      assertThat(ShownRows.read(engine, path.getTableName(), Side.HISTORY))
          .as("history")
          .isEqualTo(ShownRows.written(replay.rows()));
    }
    if (round.compacted()) {
      compactUnderReads(engine, random, connection);
      check(engine, random, "compacted");
    }
    if (dropping) {
      drop(round.dropped());
      check(engine, random, "dropped " + round.dropped());
    }
  }

  /** What is read, on both sides, and what one of many questions is answered. */
  void check(QueryEngine engine, Random random, String step) {
    String table = path.getTableName();
    assertThat(ShownRows.read(engine, table, Side.ALL))
        .as(step)
        .isEqualTo(ShownRows.written(replay.rows()));
    assertThat(ShownRows.read(engine, table, Side.HOT))
        .as(step + ", hot")
        .isEqualTo(ShownRows.written(replay.hotRows()));
    assertThat(lake.read(path, Side.ALL)).as(step + ", row by row").isEqualTo(texts(replay.rows()));
    assertThat(lake.read(path, Side.HOT))
        .as(step + ", hot, row by row")
        .isEqualTo(texts(replay.hotRows()));
    Question.any(random).check(engine, table, replay.rows(), random);
  }

  private List<String> texts(List<GenericRow> rows) {
    RowText text = new RowText(lake.admin().getTableInfo(path).join().getRowType());
    return rows.stream().map(text::of).sorted().toList();
  }

  /** What is asked on both sides, and every question. */
  void checkAll(QueryEngine engine, String step) {
    Random random = new Random(rows().size());
    check(engine, random, step);
    for (Question question : Question.values()) {
      question.check(engine, path.getTableName(), rows(), random);
    }
  }

  /** While others read, the lake is compacted, tiered to once more, and old files go. */
  private void compactUnderReads(QueryEngine engine, Random random, Connection connection)
      throws Exception {
    List<String> before = ShownRows.written(rows());
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Set<List<String>>> reads =
        CompletableFuture.supplyAsync(
            () -> {
              Set<List<String>> read = new HashSet<>();
              do {
                read.add(ShownRows.read(engine, path.getTableName(), Side.ALL));
              } while (!done.get());
              return read;
            });
    try (Table table = connection.getTable(path)) {
      lake.maintain(path);
      Writing writing = new Writing(table);
      replay.put(Tables.row(UnionWorld.DAYS.get(2), random.nextInt(100), random), writing);
      writing.flush();
      lake.awaitTiered(path);
      lake.maintain(path);
    } finally {
      done.set(true);
    }
    assertThat(reads.get()).as("while compacted").isSubsetOf(before, ShownRows.written(rows()));
  }

  void awaitTiered() throws Exception {
    lake.awaitTiered(path);
  }

  void drop(Set<String> days) throws Exception {
    for (String day : days) {
      lake.admin().dropPartition(path, new PartitionSpec(Map.of("day", day)), true).get();
    }
    await("partitions " + days + " of " + path + " are gone")
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                lake.admin().listPartitionInfos(path).get().stream()
                    .map(PartitionInfo::getPartitionName)
                    .noneMatch(days::contains));
    replay.drop(days);
  }

  @Override
  public String toString() {
    return path.getTableName() + ": " + world;
  }
}
