package dev.headwater.jobs.cli.options;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Waits for Ctrl-C or a request to terminate. Takes these signals over from the engines in this
 * JVM, which would all stop at once: jobs must end before the storage they write to.
 */
public final class StopSignal {
  /** For so long whoever is interrupted may take to end. */
  private static final Duration INTERRUPTED = Duration.ofSeconds(10);

  private final CompletableFuture<Void> asked = new CompletableFuture<>();

  public StopSignal() {
    for (String name : List.of("INT", "TERM", "HUP")) {
      handle(name, () -> asked.complete(null));
    }
  }

  public void await() throws InterruptedException {
    try {
      asked.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a request to stop cannot fail", e);
    }
  }

  /**
   * Does something in a thread of its own, which is interrupted when this process is asked to stop.
   *
   * @return empty when it was asked before the end; the thread may still be at work then
   */
  public <T> Optional<T> unlessAsked(String name, Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    CompletableFuture<Void> ended = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              task.run();
              ended.complete(null);
            },
            name);
    thread.setDaemon(true);
    thread.start();
    CompletableFuture.anyOf(ended, asked).get();
    if (!task.isDone()) {
      thread.interrupt();
      thread.join(INTERRUPTED.toMillis());
      return Optional.empty();
    }
    try {
      return Optional.of(task.get());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception exception ? exception : e;
    }
  }

  /** Completes when this process is asked to stop. */
  public CompletableFuture<Void> asked() {
    return asked;
  }

  /** Reaches sun.misc.Signal by name: Java has no other way, and warns of every direct use. */
  private static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                action.run();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (InvocationTargetException ignoredByTheSystem) {
      // Started with the signal ignored, as by nohup: then it stays ignored.
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java cannot handle signals", e);
    }
  }
}
