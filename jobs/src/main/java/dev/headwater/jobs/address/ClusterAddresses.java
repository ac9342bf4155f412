package dev.headwater.jobs.address;

import dev.headwater.lake.HostAndPort;
import java.net.URI;

/**
 * Where the parts of a cluster find each other; each listens on the port that the others know.
 *
 * @param fluss the coordinator
 * @param flink Flink's REST interface
 * @param flinkRpc where taskmanagers find the jobmanager
 * @param gateway Flink's SQL gateway
 * @param query the query server's HTTP
 */
public record ClusterAddresses(
    HostAndPort fluss,
    HostAndPort flink,
    HostAndPort flinkRpc,
    HostAndPort gateway,
    HostAndPort query) {
  /** The same as commands use them. */
  public PlatformAddresses platform() {
    return new PlatformAddresses(fluss.toString(), http(flink), http(gateway), http(query));
  }

  private static URI http(HostAndPort address) {
    return URI.create("http://" + address);
  }
}
