package dev.headwater.ingest;

import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestReport;
import dev.headwater.ingest.request.IngestRequest;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** An ingest on a thread of its own, which remembers what it was told. */
final class TestingIngest implements IngestProgress {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Ingest ingest;
  private final CompletableFuture<IngestReport> report = new CompletableFuture<>();
  private final List<String> notes = new CopyOnWriteArrayList<>();

  TestingIngest(IngestRequest request) {
    ingest = new Ingest(request, this);
    Thread thread =
        new Thread(
            () -> {
              try {
                report.complete(ingest.run());
              } catch (RuntimeException e) {
                report.completeExceptionally(e);
              }
            },
            "testing-ingest");
    thread.setDaemon(true);
    thread.start();
  }

  List<String> notes() {
    return notes;
  }

  /** Waits until it ends by itself. */
  IngestReport join() {
    try {
      return report.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** Stops it as Ctrl-C does. */
  IngestReport end() {
    ingest.stop(LONG);
    return join();
  }

  @Override
  public void note(String words) {
    notes.add(words);
  }

  @Override
  public void advanced(long bytes, OptionalLong totalBytes, long records) {}

  @Override
  public void close() {}
}
