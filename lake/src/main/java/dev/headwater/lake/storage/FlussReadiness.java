package dev.headwater.lake.storage;

import dev.headwater.lake.Causes;
import dev.headwater.lake.client.BucketLeaders;
import dev.headwater.lake.client.FlussClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.cluster.ServerNode;
import org.apache.fluss.cluster.ServerType;

/** Observes a Fluss cluster until a tablet server has joined it and every bucket has its leader. */
record FlussReadiness(String bootstrapServers) {
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration BETWEEN_PROBES = Duration.ofMillis(50);

  /**
   * Returns once a tablet server has joined and all buckets can be read.
   *
   * @throws TimeoutException naming the last failure when no tablet server joined in time
   */
  void await(Duration timeout) throws TimeoutException {
    long deadline = System.nanoTime() + timeout.toNanos();
    String missing = "no answer yet";
    while (System.nanoTime() < deadline) {
      try (FlussClient client = new FlussClient(bootstrapServers)) {
        Admin admin = client.admin();
        while (System.nanoTime() < deadline) {
          if (admin.getServerNodes().get(PROBE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).stream()
              .map(ServerNode::serverType)
              .anyMatch(ServerType.TABLET_SERVER::equals)) {
            new BucketLeaders(admin).require(PROBE_TIMEOUT);
            return;
          }
          missing = "no tablet server has joined";
          LockSupport.parkNanos(BETWEEN_PROBES.toNanos());
        }
      } catch (Exception e) {
        missing = Causes.deepest(e);
        LockSupport.parkNanos(BETWEEN_PROBES.toNanos());
      }
    }
    throw new TimeoutException("not ready after " + timeout.toSeconds() + " s: " + missing);
  }
}
