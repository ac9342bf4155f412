package dev.headwater.lake;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a Fluss server listens, and the addresses it tells others to come to. Servers and jobs use
 * the listener {@code FLUSS}; whoever comes from outside uses {@code CLIENT} and is told of that
 * one alone.
 *
 * @param bind Fluss's {@code bind.listeners}
 * @param advertised Fluss's {@code advertised.listeners}
 * @param metrics port on which it tells Prometheus its own metrics; empty when it does not
 */
public record Listeners(String bind, String advertised, OptionalInt metrics) {
  /** One listener, for this machine alone. */
  static Listeners loopback(int port) {
    String listener = "FLUSS://127.0.0.1:" + port;
    return new Listeners(listener, listener, OptionalInt.empty());
  }

  /**
   * For other machines too.
   *
   * @param bindAddress of this machine, {@code 0.0.0.0} for all
   * @param own what other servers and the jobs call this one
   * @param outside what clients elsewhere call it, when that differs; its port is opened too
   */
  public static Listeners open(String bindAddress, HostAndPort own, Optional<HostAndPort> outside) {
    String bind = "FLUSS://" + bindAddress + ":" + own.port();
    String advertised = "FLUSS://" + own;
    if (outside.isPresent()) {
      bind += ",CLIENT://" + bindAddress + ":" + outside.get().port();
      advertised += ",CLIENT://" + outside.get();
    }
    return new Listeners(bind, advertised, OptionalInt.empty());
  }

  /** The same, with metrics. */
  public Listeners withMetrics(int port) {
    return new Listeners(bind, advertised, OptionalInt.of(port));
  }
}
