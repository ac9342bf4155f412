package dev.headwater.jobs;

import dev.headwater.ingest.IngestProgress;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Kills, once, from within the ingest, at its first report with work left: a quarter of a second
 * after its beginning, wherever it is then. Later is too late: acknowledgements come all at once.
 */
final class KillInTheMiddle implements IngestProgress {
  private final Consumer<String> kill;
  private final CompletableFuture<Void> killed = new CompletableFuture<>();

  /**
   * A kill to come.
   *
   * @param kill is told where the ingest was
   */
  KillInTheMiddle(Consumer<String> kill) {
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
    if (!killed.isDone() && bytes < total) {
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
