package dev.headwater.jobs.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskRoomTest {
  private static final long MEGABYTE = 1L << 20;
  private static final long LEAST = 2_048;
  private static final long MOST = 1_048_576;

  @TempDir Path parent;

  @Test
  void aServerStartsWhenTwiceTheReserveIsFree() throws IOException {
    try (DiskRoom room = new DiskRoom(parent.resolve("absent"), 1)) {
      assertThat(room.isEnoughToStart()).isTrue();
    }
    int reserve = free() * 3 / 4;
    try (DiskRoom room = new DiskRoom(parent.resolve("absent"), reserve)) {
      assertThatThrownBy(room::isEnoughToStart)
          .hasMessageMatching("it has \\d+ MB free, fewer than " + 2 * reserve);
    }
  }

  @Test
  void whatIsShortIsToldAndWhatIsNotIsNot() throws Exception {
    try (DiskRoom enough = new DiskRoom(parent, 1);
        DiskRoom tooLittle = new DiskRoom(parent, free() * 2)) {
      CompletableFuture<?> never = enough.shortage();
      tooLittle.shortage().get(10, TimeUnit.SECONDS);
      assertThat(never).isNotDone();
    }
  }

  /** In megabytes; with very little, or very much, a reserve around it would be none. */
  private int free() throws IOException {
    long free = Files.getFileStore(parent).getUsableSpace() / MEGABYTE;
    assumeThat(free).isBetween(LEAST, MOST);
    return (int) free;
  }
}
