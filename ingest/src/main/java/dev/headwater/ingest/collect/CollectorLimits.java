package dev.headwater.ingest.collect;

import dev.headwater.ingest.fault.IngestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a collector holds and waits for at most. Together with the count of requests the bytes bound
 * its memory.
 *
 * @param bodyBytes of one request, as sent and also as unpacked
 * @param bodyRecords of one request
 * @param requestsInFlight read or written at a time
 * @param bytesInFlight of the bodies of these
 * @param connections open at a time
 * @param requestsPerSecond of one key, unless the key has a rate of its own; as many may come at
 *     once
 * @param clientTime for a client to send its next head, and then a body
 * @param platformTime from the end of a body until its records must be safe
 */
public record CollectorLimits(
    int bodyBytes,
    int bodyRecords,
    int requestsInFlight,
    long bytesInFlight,
    int connections,
    int requestsPerSecond,
    Duration clientTime,
    Duration platformTime) {

  public CollectorLimits {
    List<String> problems = new ArrayList<>();
    requirePositive("the size of a body", bodyBytes, problems);
    requirePositive("the number of records of a body", bodyRecords, problems);
    requirePositive("the number of requests in flight", requestsInFlight, problems);
    requirePositive("the number of connections", connections, problems);
    requirePositive("the rate of a key", requestsPerSecond, problems);
    requirePositive("the time of a client", clientTime.toMillis(), problems);
    requirePositive("the time of the platform", platformTime.toMillis(), problems);
    if (bytesInFlight < bodyBytes) {
      problems.add(
          "the bytes in flight, " + bytesInFlight + ", do not hold a body of " + bodyBytes);
    }
    if (!problems.isEmpty()) {
      throw new IngestException.User(
          "the collector cannot work with its limits: %s", String.join("; ", problems));
    }
  }

  /** What suits one small machine. */
  public static CollectorLimits usual() {
    return new CollectorLimits(
        4 << 20,
        10_000,
        2_000,
        64L << 20,
        4_000,
        5_000,
        Duration.ofSeconds(15),
        Duration.ofSeconds(30));
  }

  /** The same with other bounds of what a client may do. */
  public CollectorLimits of(int newBodyBytes, int newRequestsInFlight, int newRequestsPerSecond) {
    return new CollectorLimits(
        newBodyBytes,
        bodyRecords,
        newRequestsInFlight,
        Math.max(bytesInFlight, newBodyBytes),
        connections,
        newRequestsPerSecond,
        clientTime,
        platformTime);
  }

  /**
   * Between two requests of a connection: longer than proxies keep one, so that none of them sends
   * on one that is being closed.
   */
  Duration restTime() {
    return clientTime.multipliedBy(5);
  }

  private static void requirePositive(String what, long value, List<String> problems) {
    if (value <= 0) {
      problems.add(what + ", " + value + ", is not positive");
    }
  }
}
