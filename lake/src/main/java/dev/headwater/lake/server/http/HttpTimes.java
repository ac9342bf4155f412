package dev.headwater.lake.server.http;

import java.time.Duration;

/**
 * How long clients are waited for.
 *
 * @param request from its first byte until it is there as a whole
 * @param keepAlive between requests; longer than proxies keep a connection, so that none of them
 *     sends on one that is being closed
 * @param reading until a client takes the next part of an answer; a query's own limit is longer
 */
record HttpTimes(Duration request, Duration keepAlive, Duration reading) {
  static HttpTimes usual() {
    return new HttpTimes(Duration.ofSeconds(15), Duration.ofSeconds(75), Duration.ofSeconds(30));
  }
}
