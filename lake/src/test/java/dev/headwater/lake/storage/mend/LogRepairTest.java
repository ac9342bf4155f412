package dev.headwater.lake.storage.mend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogRepairTest {
  private static final byte[] FIRST = Batches.batch(0, 5, 300);
  private static final byte[] SECOND = Batches.batch(5, 1, 20);
  private static final byte[] EMPTY = Batches.batch(6, 0, 0);
  private static final byte[] LAST = Batches.batch(7, 3, 4000);
  private static final byte[] WHOLE = Batches.joined(FIRST, SECOND, EMPTY);

  @TempDir Path fluss;
  private Path segment;

  @BeforeEach
  void makeBucket() throws IOException {
    Path bucket = Files.createDirectories(fluss.resolve("headwater/hits-4/2025-01-01-p9/log-0"));
    segment = bucket.resolve("00000000000000000000.log");
    Files.write(segment.resolveSibling("00000000000000000000.index"), new byte[80]);
    Files.write(segment.resolveSibling("00000000000000000000.timeindex"), new byte[120]);
  }

  @Test
  void everyPrefixOfTheLastBatchIsCutAndNothingElse() throws IOException {
    for (int bytes = 1; bytes < LAST.length; bytes++) {
      Files.write(segment, Batches.joined(WHOLE, Arrays.copyOf(LAST, bytes)));
      assertThat(LogRepair.mend(fluss))
          .as("prefix of %d bytes", bytes)
          .containsExactly(new Cut(segment, WHOLE.length, bytes, 7));
      assertThat(Files.readAllBytes(segment)).isEqualTo(WHOLE);
    }
  }

  @Test
  void aCutDropsTheIndexesOfItsSegmentAndSaysWhatWasCut() throws IOException {
    Files.write(segment, Batches.joined(WHOLE, Arrays.copyOf(LAST, 99)));
    List<Cut> cuts = LogRepair.mend(fluss);
    assertThat(segment.resolveSibling("00000000000000000000.index")).doesNotExist();
    assertThat(segment.resolveSibling("00000000000000000000.timeindex")).doesNotExist();
    assertThat(cuts.get(0).line())
        .isEqualTo(
            "cut an incomplete last batch: 99 bytes from position 464 of "
                + segment
                + "; the log goes on at offset 7; the batch was never acknowledged");
    assertThat(LogRepair.mend(fluss)).isEmpty();
  }

  @Test
  void aReplicaIsCutAndFollowsFromTheHighWatermarkThatItNoted() throws IOException {
    Files.write(segment, Batches.joined(WHOLE, Arrays.copyOf(LAST, 99)));
    assertThat(LogRepair.cutReplica(fluss)).containsExactly(new Cut(segment, WHOLE.length, 99, 7));
    assertThat(Files.readAllBytes(segment)).isEqualTo(WHOLE);
    assertThat(fluss.resolve("high-watermark-checkpoint")).doesNotExist();
    assertThat(LogRepair.mend(fluss)).isEmpty();
    assertThat(fluss.resolve("high-watermark-checkpoint")).content().contains("7");
  }

  @Test
  void wholeLogsAndTheirIndexesStayAsTheyAre() throws IOException {
    Files.write(segment, Batches.joined(WHOLE, LAST));
    assertThat(LogRepair.mend(fluss)).isEmpty();
    assertThat(Files.readAllBytes(segment)).isEqualTo(Batches.joined(WHOLE, LAST));
    assertThat(segment.resolveSibling("00000000000000000000.index")).exists();
  }

  @Test
  void aLogOfOneIncompleteBatchBecomesEmpty() throws IOException {
    Path second = segment.resolveSibling("00000000000000000007.log");
    Files.write(segment, WHOLE);
    Files.write(second, Arrays.copyOf(LAST, 1000));
    assertThat(LogRepair.mend(fluss)).containsExactly(new Cut(second, 0, 1000, 7));
    assertThat(second).isEmptyFile();
    assertThat(Files.readAllBytes(segment)).isEqualTo(WHOLE);
  }

  @Test
  void aSegmentOfOneBatchWithoutRecordsGetsAnotherSuchBatch() throws IOException {
    byte[] lone = Batches.batch(0, 0, 0);
    Files.write(segment, lone);
    assertThat(LoneEmptyBatches.lengthen(fluss)).containsExactly(segment);
    assertThat(Arrays.copyOf(Files.readAllBytes(segment), lone.length)).isEqualTo(lone);
    assertThat(SegmentReader.tail(segment)).isEqualTo(new SegmentTail(2L * lone.length, 0, 2));
    assertThat(LoneEmptyBatches.lengthen(fluss)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 25, 48, 4047})
  void aLastBatchWithAWrongChecksumIsCut(int damagedAt) throws IOException {
    Files.write(segment, Batches.joined(WHOLE, damaged(LAST, damagedAt)));
    assertThat(LogRepair.mend(fluss))
        .containsExactly(new Cut(segment, WHOLE.length, LAST.length, 7));
  }

  @Test
  void zeroesAfterTheLastWholeBatchAreCut() throws IOException {
    Files.write(segment, Batches.joined(WHOLE, new byte[4096]));
    assertThat(LogRepair.mend(fluss)).containsExactly(new Cut(segment, WHOLE.length, 4096, 7));
  }

  /** Positions: base offset, length (too long, negative), magic, checksum, first and last byte. */
  @ParameterizedTest
  @ValueSource(ints = {7, 9, 11, 12, 21, 48, 67})
  void damageBeforeAWholeBatchIsRefusedAndNothingChanges(int damagedAt) throws IOException {
    byte[] log = Batches.joined(FIRST, damaged(SECOND, damagedAt), EMPTY, LAST);
    Files.write(segment, log);
    Path torn = Files.createDirectories(fluss.resolve("headwater/a-1/log-0"));
    Files.write(torn.resolve(segment.getFileName()), Arrays.copyOf(LAST, 100));
    assertThatThrownBy(() -> LogRepair.mend(fluss))
        .isInstanceOfSatisfying(
            LakeException.class, e -> assertThat(e.actor()).isEqualTo(Actor.USER))
        .hasMessage(
            "log "
                + segment
                + " is corrupt at position 348, before offset 5, with more data behind it: cutting"
                + " there would lose acknowledged rows, so nothing was changed; restore the whole"
                + " data directory from a backup");
    assertThat(Files.readAllBytes(segment)).isEqualTo(log);
    assertThat(Files.size(torn.resolve(segment.getFileName()))).isEqualTo(100);
  }

  @Test
  void aDamagedBatchBeforeATornOneIsRefused() throws IOException {
    Files.write(segment, Batches.joined(FIRST, damaged(SECOND, 50), Arrays.copyOf(LAST, 100)));
    assertThatThrownBy(() -> LogRepair.mend(fluss)).hasMessageContaining("corrupt at position 348");
  }

  @ParameterizedTest
  @ValueSource(strings = {"recovery-point-offset-checkpoint", "high-watermark-checkpoint"})
  void aLogThatEndsBeforeANotedOffsetIsRefused(String checkpoint) throws IOException {
    Files.write(segment, Batches.joined(WHOLE, Arrays.copyOf(LAST, 100)));
    Files.writeString(fluss.resolve(checkpoint), "0\n1\n4 9 0 10\n");
    assertThatThrownBy(() -> LogRepair.mend(fluss))
        .hasMessageContaining("ends at offset 7, but offsets below 10 were acknowledged")
        .hasMessageContaining("restore the whole data directory from a backup");
    Files.writeString(fluss.resolve(checkpoint), "0\n1\n4 9 0 7\n");
    assertThat(LogRepair.mend(fluss)).hasSize(1);
  }

  @Test
  void theEndOfEachLogBecomesItsHighWatermark() throws IOException {
    Files.write(segment, Batches.joined(WHOLE, Arrays.copyOf(LAST, 100)));
    Path log = Files.createDirectories(fluss.resolve("headwater/a-1/log-0"));
    Files.write(log.resolve(segment.getFileName()), Batches.joined(WHOLE, LAST));
    Files.writeString(fluss.resolve("high-watermark-checkpoint"), "0\n1\n4 9 0 5\n");
    LogRepair.mend(fluss);
    assertThat(Files.readAllLines(fluss.resolve("high-watermark-checkpoint")))
        .containsExactlyInAnyOrder("0", "2", "4 9 0 7", "1 0 10");
  }

  @Test
  void nothingIsDoneAfterACleanStopOrWithoutADirectory() throws IOException {
    Files.write(segment, Arrays.copyOf(LAST, 100));
    Files.createFile(fluss.resolve(".fluss_cleanshutdown"));
    assertThat(LogRepair.mend(fluss)).isEmpty();
    assertThat(Files.size(segment)).isEqualTo(100);
    assertThat(LogRepair.mend(fluss.resolve("absent"))).isEmpty();
  }

  @Test
  void bucketsOfTablesNamedLikeBucketsAreFound() throws IOException {
    Path bucket = Files.createDirectories(fluss.resolve("log-1/log-2/log-3"));
    Path log = Files.write(bucket.resolve(segment.getFileName()), Arrays.copyOf(LAST, 10));
    Files.write(segment, WHOLE);
    Files.createDirectories(fluss.resolve("headwater/empty-5/log-0"));
    assertThat(LogRepair.mend(fluss)).containsExactly(new Cut(log, 0, 10, 0));
  }

  private static byte[] damaged(byte[] batch, int position) {
    byte[] copy = batch.clone();
    copy[position] ^= (byte) 0x80;
    return copy;
  }
}
