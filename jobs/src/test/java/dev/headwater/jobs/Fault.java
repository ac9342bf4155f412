package dev.headwater.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Something that goes wrong in a running platform.
 *
 * @param words what it is, for people
 * @param fires what somebody is to hear of it
 * @param inject makes it go wrong
 * @param mend puts it right, as the alert's page says
 */
record Fault(String words, List<FiredAlert> fires, Step inject, Step mend) {
  /** What may fail in any way. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  Fault {
    fires = List.copyOf(fires);
  }

  static Fault of(String words, Step inject, Step mend) {
    return new Fault(words, List.of(), inject, mend);
  }

  /** The same, of which this alert tells too. */
  Fault firing(String alert, String... label) {
    List<FiredAlert> more = new ArrayList<>(fires);
    more.add(new FiredAlert(alert, label.length == 0 ? Map.of() : Map.of(label[0], label[1])));
    return new Fault(words, more, inject, mend);
  }
}
