package dev.headwater.lake.union;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.LakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.scanner.log.LogScanner;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.GenericRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reads of logs end by position: with empty batches, idle buckets and busy writers. */
class LogTailIT {
  private static final Map<String, String> FIRST_ROW = Map.of("table.merge-engine", "first_row");
  private static final GenericRow ROW = Tables.row("d", 1, new Random(1));

  private static LakeFixture lake;

  @BeforeAll
  static void start() throws Exception {
    lake = LakeFixture.shared();
  }

  @AfterAll
  static void stop() throws Exception {
    lake.close();
  }

  @Test
  void batchesWithoutRecordsCountAsReadButNotAsRecords() throws Exception {
    TablePath path = lake.create("duplicates", Tables.keyed(FIRST_ROW).distributedBy(1).build());
    try (Table table = lake.connection().getTable(path)) {
      Writing writing = new Writing(table);
      for (int i = 0; i < 3; i++) {
        writing.upsert(ROW);
        writing.flush();
      }
      TableBucket bucket = new TableBucket(table.getTableInfo().getTableId(), 0);
      long end = lake.ends(path).get(bucket);
      assertThat(end).isEqualTo(3);
      assertThat(offsets(table, bucket, new OffsetRange(0, end))).containsExactly(0L);
      assertThat(offsets(table, bucket, new OffsetRange(1, end))).isEmpty();
      assertThat(offsets(table, bucket, new OffsetRange(end, end))).isEmpty();
      assertThat(lake.read(path, Side.ALL)).hasSize(1);
    }
  }

  @Test
  void thePositionOfAScannerIsWhereItWasSubscribed() throws Exception {
    TablePath path = lake.create("positions", Tables.keyed(FIRST_ROW).distributedBy(1).build());
    try (Table table = lake.connection().getTable(path);
        LogScanner scanner = table.newScan().createLogScanner()) {
      scanner.subscribe(0, 7);
      long id = table.getTableInfo().getTableId();
      assertThat(LogPosition.of(scanner).next(new TableBucket(id, 0))).isEqualTo(7);
      assertThatThrownBy(() -> LogPosition.of(scanner).next(new TableBucket(id, 1)))
          .hasMessageContaining("not subscribed");
    }
  }

  @Test
  void aRangeThatIsNeverReachedEndsWithTheBucketNamed() throws Exception {
    TablePath path = lake.create("stuck", Tables.log(Map.of()).distributedBy(1).build());
    try (Table table = lake.connection().getTable(path)) {
      TableBucket bucket = new TableBucket(table.getTableInfo().getTableId(), 0);
      try (LogTail tail =
          LogTail.open(table, Map.of(bucket, new OffsetRange(0, 5)), Duration.ofSeconds(1))) {
        assertThatThrownBy(
                () -> {
                  while (!tail.done()) {
                    tail.poll();
                  }
                })
            .isInstanceOf(LakeException.class)
            .hasMessageContaining("no progress for 1 s")
            .hasMessageContaining("headwater.stuck, bucket 0, at offset 0 of 5");
      }
    }
  }

  @Test
  void aReadBesideABusyWriterReturnsAPrefixOfWhatIsWritten() throws Exception {
    TablePath path = lake.create("busy", Tables.log(Map.of()).distributedBy(1).build());
    AtomicBoolean stop = new AtomicBoolean();
    try (Table table = lake.connection().getTable(path)) {
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(
              () -> {
                Writing writing = new Writing(table);
                for (long id = 0; !stop.get(); id++) {
                  writing.append(
                      GenericRow.of(
                          Tables.text("d"),
                          id,
                          null,
                          null,
                          null,
                          null,
                          null,
                          null,
                          null,
                          null,
                          null));
                  if (id % 50 == 0) {
                    writing.flush();
                  }
                }
                writing.flush();
              });
      int before = 0;
      for (int i = 0; i < 20; i++) {
        List<String> ids = lake.read(ReadRequest.of(path, Side.ALL).withColumns(List.of("id")));
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(before);
        assertThat(ids.stream().mapToLong(Long::parseLong).max().orElse(-1))
            .isEqualTo(ids.size() - 1);
        before = ids.size();
      }
      stop.set(true);
      writer.join();
      assertThat(lake.read(path, Side.HOT)).hasSizeGreaterThan(before);
    } finally {
      stop.set(true);
    }
  }

  @Test
  void aCancelledReadEndsAndAnUnknownColumnIsNamed() throws Exception {
    TablePath path = lake.create("cancelled", Tables.log(Map.of()).distributedBy(1).build());
    try (Table table = lake.connection().getTable(path);
        TableRead read = TableRead.open(lake.connection(), ReadRequest.of(path, Side.ALL))) {
      Writing writing = new Writing(table);
      writing.append(ROW);
      writing.flush();
      read.cancel();
      assertThatThrownBy(read::next)
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("headwater.cancelled");
      ReadRequest unknown = ReadRequest.of(path, Side.ALL).withColumns(List.of("nom"));
      assertThatThrownBy(() -> lake.read(unknown))
          .hasMessageContaining("table headwater.cancelled has no column 'nom', only [day, id");
    }
  }

  private static List<Long> offsets(Table table, TableBucket bucket, OffsetRange range) {
    List<Long> offsets = new ArrayList<>();
    LogTail.read(table, Map.of(bucket, range), (b, record) -> offsets.add(record.logOffset()));
    return offsets;
  }
}
