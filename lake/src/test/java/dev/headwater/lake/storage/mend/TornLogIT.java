package dev.headwater.lake.storage.mend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.FreePorts;
import dev.headwater.lake.storage.DataDirectory;
import dev.headwater.lake.storage.EmbeddedFluss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TornLogIT {
  private static final int CUT_POINTS = 20;
  private static final int ROWS = Boolean.getBoolean("test.nightly") ? 20_000 : 10_000;
  private static final int NEW_ROWS_FROM = 100_000_000;
  private static final int NEW_ROWS_TO = NEW_ROWS_FROM + 500;

  @TempDir Path parent;
  private final int ports = FreePorts.inARow(3);

  @Test
  void everyAcknowledgedRowIsThereAfterAKillThatToreBothLogs() throws Exception {
    long seed = System.nanoTime();
    System.err.println("seed " + seed);
    Random random = new Random(seed);
    Path directory = parent.resolve("data");
    int acknowledged = writeUntilKilled(directory);
    try (DataDirectory data = DataDirectory.open(directory)) {
      LogRepair.mend(data.fluss());
      for (int i = 0; i < CUT_POINTS; i++) {
        tearAndMend(data.fluss(), random);
      }
    }
    try (EmbeddedFluss fluss = EmbeddedFluss.start(directory, ports);
        ShopStorage shop = new ShopStorage(fluss.bootstrapServers())) {
      requireRows(shop, acknowledged);
      shop.write(NEW_ROWS_FROM, NEW_ROWS_TO);
    }
    try (DataDirectory data = DataDirectory.open(directory)) {
      assertThat(LogRepair.mend(data.fluss())).isEmpty();
    }
    try (EmbeddedFluss fluss = EmbeddedFluss.start(directory, ports);
        ShopStorage shop = new ShopStorage(fluss.bootstrapServers())) {
      requireRows(shop, acknowledged);
      SortedSet<Integer> added = ids(NEW_ROWS_FROM, NEW_ROWS_TO);
      assertThat(shop.loggedIds(NEW_ROWS_TO - 1)).containsAll(added);
      assertThat(shop.changedIds(NEW_ROWS_TO - 1)).containsAll(added);
      assertThat(shop.foundIds(NEW_ROWS_FROM, NEW_ROWS_TO)).isEqualTo(added);
    }
  }

  private static void tearAndMend(Path fluss, Random random) throws IOException {
    List<Path> segments = lastSegments(fluss);
    List<Cut> expected = new ArrayList<>();
    for (Path segment : segments) {
      SegmentTail tail = SegmentReader.tail(segment);
      byte[] batch = TornBatch.whole(segment);
      int bytes = 1 + random.nextInt(batch.length - 1);
      TornBatch.append(segment, batch, bytes);
      expected.add(new Cut(segment, tail.wholeBytes(), bytes, tail.nextOffset()));
    }
    assertThat(LogRepair.mend(fluss)).isEqualTo(expected);
  }

  private int writeUntilKilled(Path directory) throws IOException {
    try (KilledWriter writer = KilledWriter.start(directory, ports)) {
      writer.awaitAcknowledged(5_000);
      assertThatThrownBy(() -> DataDirectory.open(directory))
          .hasMessageContaining("is in use by process " + writer.pid() + " (since ")
          .hasMessageContaining("ports " + ports + " to " + (ports + 2) + ")")
          .hasMessageContaining("stop it with Ctrl-C or `kill " + writer.pid() + "`");
      return writer.awaitAcknowledged(ROWS);
    }
  }

  private static List<Path> lastSegments(Path fluss) throws IOException {
    return TabletLogs.buckets(fluss).stream()
        .map(bucket -> bucket.resolve("00000000000000000000.log"))
        .filter(Files::exists)
        .toList();
  }

  private static void requireRows(ShopStorage shop, int acknowledged) throws Exception {
    SortedSet<Integer> all = ids(0, acknowledged);
    assertThat(shop.loggedIds(acknowledged - 1)).containsAll(all);
    assertThat(shop.changedIds(acknowledged - 1)).containsAll(all);
    assertThat(shop.foundIds(0, acknowledged)).isEqualTo(all);
  }

  private static SortedSet<Integer> ids(int from, int to) {
    return IntStream.range(from, to).boxed().collect(Collectors.toCollection(TreeSet::new));
  }
}
