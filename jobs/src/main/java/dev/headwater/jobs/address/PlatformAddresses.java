package dev.headwater.jobs.address;

import java.net.URI;

/**
 * Where a platform's parts listen.
 *
 * @param bootstrapServers Fluss, host:port
 * @param flink Flink's REST interface and web page
 * @param gateway Flink's SQL gateway
 * @param query the query server's HTTP
 */
public record PlatformAddresses(String bootstrapServers, URI flink, URI gateway, URI query) {
  /** The addresses of a platform whose ports stand in a row. */
  public static PlatformAddresses of(String host, PlatformPorts ports) {
    return new PlatformAddresses(
        host + ":" + ports.base(),
        URI.create("http://" + host + ":" + ports.flink()),
        URI.create("http://" + host + ":" + ports.gateway()),
        URI.create("http://" + host + ":" + ports.query()));
  }
}
