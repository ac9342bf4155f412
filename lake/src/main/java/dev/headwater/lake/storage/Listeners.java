package dev.headwater.lake.storage;

import dev.headwater.lake.HostAndPort;
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
  /** Where servers that ask everybody else who they are talk to each other. */
  static final String INTERNAL = "INTERNAL";

  private static final int INTERNAL_OFFSET = 100;

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

  /**
   * The same with one more, {@value #INTERNAL_OFFSET} ports above the server's own, which only
   * Fluss's servers may reach: there Fluss asks nobody who they are.
   */
  public Listeners withInternal(String bindAddress, HostAndPort own) {
    return withInternal(bindAddress, own.host(), own.port() + INTERNAL_OFFSET);
  }

  /** The same on this machine alone, on a port that is free. */
  Listeners withLoopbackInternal() {
    return withInternal("127.0.0.1", "127.0.0.1", 0);
  }

  private Listeners withInternal(String bindAddress, String ownHost, int port) {
    String internal = INTERNAL + "://";
    return new Listeners(
        bind + "," + internal + bindAddress + ":" + port,
        port == 0 ? advertised : advertised + "," + internal + ownHost + ":" + port,
        metrics);
  }
}
