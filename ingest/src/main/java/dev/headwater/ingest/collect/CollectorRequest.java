package dev.headwater.ingest.collect;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.fault.Quoted;
import dev.headwater.ingest.record.FieldKind;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.IngestOption;
import dev.headwater.ingest.record.RecordRules;
import dev.headwater.ingest.record.RecordShape;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What to collect over HTTP, and where to.
 *
 * @param bootstrapServers Fluss, host:port, comma-separated
 * @param database that holds the tables
 * @param listen address to listen on; port 0 is any free one
 * @param keys file with the keys of those who may send; empty: everyone on this machine may
 * @param origins of pages that may send, such as {@code https://shop.example}, or {@code *}
 * @param defaultCurrency for orders that have none, three capital letters
 */
public record CollectorRequest(
    String bootstrapServers,
    String database,
    InetSocketAddress listen,
    Optional<Path> keys,
    List<String> origins,
    Set<IngestOption> options,
    String defaultCurrency,
    CollectorLimits limits) {
  private static final Pattern ORIGIN = Pattern.compile("\\*|https?://[^/?#\\s]+");

  public CollectorRequest {
    Objects.requireNonNull(bootstrapServers, "bootstrapServers");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(keys, "keys");
    Objects.requireNonNull(limits, "limits");
    origins = List.copyOf(origins);
    options = Set.copyOf(options);
    if (listen.isUnresolved()) {
      throw new IngestException.User(
          "cannot listen on %s: this name has no address", listen.getHostString());
    }
    if (keys.isEmpty() && !listen.getAddress().isLoopbackAddress()) {
      throw new IngestException.User(
          "without keys a collector listens on this machine only, and %s can be reached from"
              + " elsewhere; give --keys FILE, or listen on 127.0.0.1",
          listen.getHostString());
    }
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IngestException.User(
            "origin %s is not the start of a page's address such as https://shop.example, or *",
            Quoted.of(origin));
      }
    }
    FieldKind.requireDefaultCurrency(defaultCurrency);
  }

  RecordRules rules(RecordShape shape, Clock wall) {
    return new RecordRules(shape, Format.JSONL, options, defaultCurrency, wall);
  }
}
