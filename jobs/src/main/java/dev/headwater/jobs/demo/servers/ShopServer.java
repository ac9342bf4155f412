package dev.headwater.jobs.demo.servers;

import java.util.Locale;
import java.util.Set;

/** A real server that the demo can start and send tables of its shop through. */
public enum ShopServer {
  KAFKA("Kafka broker", 0, Set.of("orders", "events", "hits")),
  POSTGRES("Postgres", 2, Set.of("customers", "campaigns", "orders"));

  private final String words;
  private final int portOffset;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<String> tables;

  ShopServer(String words, int portOffset, Set<String> tables) {
    this.words = words;
    this.portOffset = portOffset;
    this.tables = tables;
  }

  String words() {
    return words;
  }

  /** Its port, behind the first of three: a broker takes two. */
  int port(int first) {
    return first + portOffset;
  }

  /** What can come through it. */
  Set<String> tables() {
    return tables;
  }

  /** Name of its folder and of its process's first word. */
  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }
}
