package dev.headwater.lake;

import java.util.ArrayList;
import java.util.List;

/** Finds the words in a chain of exceptions that tell a person what happened. */
public final class Causes {
  private Causes() {}

  /** The message of the innermost cause, or its type where it has none. */
  public static String deepest(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    Throwable last = chain.get(chain.size() - 1);
    return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
  }

  /** Whether a failure of this kind is in the chain. */
  public static boolean has(Throwable thrown, Class<? extends Throwable> kind) {
    return chain(thrown).stream().anyMatch(kind::isInstance);
  }

  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = thrown; t != null && !chain.contains(t); t = t.getCause()) {
      chain.add(t);
    }
    return chain;
  }
}
