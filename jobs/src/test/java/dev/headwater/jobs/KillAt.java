package dev.headwater.jobs;

import dev.headwater.ingest.IngestProgress;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Kills, once, from within the ingest, as soon as it is past a share of what it has to do. */
final class KillAt implements IngestProgress {
  private final double share;
  private final Consumer<String> kill;
  private final CompletableFuture<Void> killed = new CompletableFuture<>();
  private long firstBytes = -1;

  /**
   * A kill to come.
   *
   * @param share of the bytes between the first report and the end, 0 to 1
   * @param kill is told where the ingest was
   */
  KillAt(double share, Consumer<String> kill) {
    this.share = share;
    this.kill = kill;
  }

  /** Completes after the kill; fails when the ingest ended before it. */
  CompletableFuture<Void> killed() {
    return killed;
  }

  @Override
  public void note(String words) {
    System.out.println("  " + words);
  }

  @Override
  public void advanced(long bytes, OptionalLong totalBytes, long records) {
    long total = totalBytes.orElseThrow();
    firstBytes = firstBytes < 0 ? bytes : firstBytes;
    if (!killed.isDone() && bytes < total && bytes >= firstBytes + share * (total - firstBytes)) {
      kill.accept("at byte %d of %d, %d records acknowledged".formatted(bytes, total, records));
      killed.complete(null);
    }
  }

  @Override
  public void close() {
    killed.completeExceptionally(
        new IllegalStateException("the ingest ended before anything was killed in its middle"));
  }
}
