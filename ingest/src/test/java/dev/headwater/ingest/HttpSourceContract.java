package dev.headwater.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.record.Sha256;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The contract that every source keeps, where a request is the position: whoever is killed when,
 * once every client has its answer the tables equal what was sent, each record once, and each
 * refused one is kept once.
 */
interface HttpSourceContract {
  int RECORDS = 10;

  /** Of the records of a body. */
  int GOOD = RECORDS - 1;

  int BROKEN = 7;
  int WITHOUT_ID = 3;
  int BODIES_A_KILL = 150;
  Duration LONG = Duration.ofMinutes(2);

  TestingPlatform platform();

  Path directory();

  default int kills() {
    return Boolean.getBoolean("test.nightly") ? 5 : 2;
  }

  @Test
  @Order(7)
  default void killsLeaveEveryRecordOnceWhenClientsRepeatWhatWasNotAnswered() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.printf("%s: -Dseed=%d%n", getClass().getSimpleName(), seed);
    Random random = new Random(seed);
    List<String> bodies = new ArrayList<>();
    for (int body = 0; body < (kills() + 2) * BODIES_A_KILL; body++) {
      bodies.add(body(body));
    }
    int port = TestingPlatform.freePorts();
    Path log = directory().resolve("victim.log");
    Process victim = victim(port, log);
    RetryingClients clients =
        new RetryingClients(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), bodies, seed);
    try {
      int struck = 0;
      while (struck < kills() && !clients.isDone()) {
        awaitMoment(victim, log, clients, random);
        victim.destroyForcibly().waitFor();
        struck++;
        victim = victim(port, log);
      }
      Awaitility.await("all bodies to be answered").atMost(LONG).until(clients::isDone);
      clients.awaitEnd();
      System.out.printf("  struck %d times, %d bodies sent again%n", struck, clients.repeated());
      assertThat(struck).as(Files.readString(log)).isEqualTo(kills());
    } finally {
      victim.destroyForcibly().waitFor();
    }
    assertEachOnce(bodies);
  }

  private Process victim(int port, Path log) throws Exception {
    return HttpVictim.start(
        platform().address(), port, log, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  }

  private static void awaitMoment(Process victim, Path log, RetryingClients clients, Random random)
      throws Exception {
    if (random.nextInt(5) == 0) {
      // Also while it starts.
      boolean unused = victim.waitFor(random.nextInt(1_500), TimeUnit.MILLISECONDS);
      return;
    }
    int until = clients.answered() + 1 + random.nextInt(BODIES_A_KILL);
    Awaitility.await("answers")
        .atMost(LONG)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .failFast(() -> assertThat(victim.isAlive()).as(Files.readString(log)).isTrue())
        .until(() -> clients.isDone() || clients.answered() >= until);
  }

  private void assertEachOnce(List<String> bodies) throws Exception {
    List<String> events = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (int body = 0; body < bodies.size(); body++) {
      String key = RetryingClients.idempotencyKey(body);
      byte[] bytes = bodies.get(body).getBytes(StandardCharsets.UTF_8);
      String source =
          "http/anyone/events/" + (key.isEmpty() ? "sha256-" + Sha256.shortHex(bytes) : key);
      for (int i = 0; i < RECORDS; i++) {
        String place = source + "," + i;
        if (i == BROKEN) {
          refused.add(place + ",broken-" + body);
        } else if (i == WITHOUT_ID) {
          events.add("http-" + Sha256.shortHex(place.getBytes(StandardCharsets.UTF_8)));
        } else {
          events.add("killed-" + body + "-" + i);
        }
      }
    }
    KeyedSourceContract.assertSame(
        platform().log("events", "event_id", "customer_id").stream()
            .filter(row -> row.endsWith(",killed"))
            .map(row -> row.substring(0, row.indexOf(',')))
            .toList(),
        events);
    KeyedSourceContract.assertSame(
        platform().log("rejected_records", "source", "position", "payload").stream()
            .filter(row -> row.contains(",broken-"))
            // Kept again under the same key, when it came again.
            .distinct()
            .toList(),
        refused);
  }

  private static String body(int body) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < RECORDS; i++) {
      String id = i == WITHOUT_ID ? "" : "\"event_id\":\"killed-" + body + "-" + i + "\",";
      lines.append(
          i == BROKEN
              ? "broken-" + body
              : "{"
                  + id
                  + "\"customer_id\":\"killed\",\"event_type\":\"click\",\"product_id\":\""
                  + body
                  + "\",\"event_time\":\"2017-11-26T10:05:03Z\"}");
      lines.append('\n');
    }
    return lines.toString();
  }
}
