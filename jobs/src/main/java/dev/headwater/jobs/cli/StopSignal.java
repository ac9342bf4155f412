package dev.headwater.jobs.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Waits for Ctrl-C or a request to terminate. Takes these signals over from the engines in this
 * JVM, which would all stop at once: jobs must end before the storage they write to.
 */
final class StopSignal {
  private final CompletableFuture<Void> asked = new CompletableFuture<>();

  StopSignal() {
    for (String name : List.of("INT", "TERM", "HUP")) {
      handle(name, () -> asked.complete(null));
    }
  }

  void await() throws InterruptedException {
    try {
      asked.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a request to stop cannot fail", e);
    }
  }

  /** Completes when this process is asked to stop. */
  CompletableFuture<Void> asked() {
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
