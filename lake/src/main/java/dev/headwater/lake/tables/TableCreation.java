package dev.headwater.lake.tables;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.client.BucketLeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.metadata.TableDescriptor;
import org.apache.fluss.metadata.TablePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates tables until each has its leaders. The coordinator can miss that a table was made (Fluss
 * issue 2710) and then never assigns it; such a table is empty and is made anew.
 *
 * @param admin of a Fluss whose tablet servers are up; stays open
 */
public record TableCreation(Admin admin) {
  private static final Logger LOG = LoggerFactory.getLogger(TableCreation.class);
  private static final int TRIES = 4;
  private static final Duration LEADERS_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final long REQUEST_SECONDS = 60;

  /**
   * Creates tables that do not exist.
   *
   * @throws LakeException when a table stays without a leader
   */
  public void create(Map<TablePath, TableDescriptor> tables)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<TablePath> missing = List.copyOf(tables.keySet());
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      List<CompletableFuture<Void>> made = new ArrayList<>();
      for (TablePath path : missing) {
        made.add(admin.createTable(path, tables.get(path), true));
      }
      await(CompletableFuture.allOf(made.toArray(CompletableFuture[]::new)));
      missing = withoutLeader(missing);
      if (missing.isEmpty()) {
        return;
      }
      LOG.warn("tables got no leader and are made anew tables={}", missing);
      for (TablePath path : missing) {
        await(admin.dropTable(path, true));
      }
    }
    throw LakeException.external(
        "tables %s got no leader; is the tablet server up? Stop the platform and start it again"
            .formatted(missing));
  }

  private List<TablePath> withoutLeader(List<TablePath> tables) {
    BucketLeaders leaders = new BucketLeaders(admin);
    long deadline = System.nanoTime() + LEADERS_TIMEOUT.toNanos();
    List<TablePath> missing = new ArrayList<>(tables);
    while (true) {
      missing.removeIf(table -> hasLeaders(leaders, table));
      if (missing.isEmpty() || System.nanoTime() > deadline) {
        return missing;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private static boolean hasLeaders(BucketLeaders leaders, TablePath table) {
    try {
      leaders.require(table, LEADERS_TIMEOUT);
      return true;
    } catch (Exception notYet) {
      return false;
    }
  }

  private static <T> T await(CompletableFuture<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(REQUEST_SECONDS, TimeUnit.SECONDS);
  }
}
