package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.retention.Retention;
import dev.headwater.jobs.run.ColdJobs;
import dev.headwater.jobs.run.JobRunner;
import dev.headwater.jobs.run.Snapshots;
import dev.headwater.lake.catalogs.Catalogs;
import dev.headwater.lake.tables.TableDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every alert, fired by a fault of a running platform and gone after the mend that its page tells.
 * Faults that do not touch each other are there at the same time.
 */
@Tag("kill")
class AlertFirings {
  private static final Duration LONG = Duration.ofMinutes(6);
  private static final Duration OLD = Duration.ofDays(60);
  private static final List<String> CHOSEN =
      Arrays.asList(System.getProperty("alerts", "").split(",", -1));

  @TempDir Path directory;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private FaultyPlatform platform;
  private FiringLog log;
  private final List<Firing> firings = new ArrayList<>();

  /** An alert that a fault has fired, when, and since when the fault is mended. */
  private record Firing(Fault fault, FiredAlert alert, Duration after, Instant mended) {}

  @Test
  void everyAlertIsFiredByAFaultAndGoesWithIt() throws Exception {
    assumeThat(LivePrometheus.program())
        .as("Prometheus's server, which .ci/alerts unpacks")
        .isPresent();
    try (FaultyPlatform started = FaultyPlatform.start(directory)) {
      platform = started;
      try (FiringLog looking = new FiringLog(platform.prometheus())) {
        log = looking;
        fillWithWhatIsRight();
        round(
            oldDaysAreKept(),
            recordsOfAnotherShape(),
            theIngestIsKilled(),
            aDirectoryIsGone(),
            touchesAreMissing(),
            theDiskIsFull());
        round(theLakeIsReadOnly(), checkpointsCannotBeWritten(), aJobIsStopped());
        round(rowsAreWrong());
        round(moreComesThanTheMachineCanTake());
        round(thePlatformIsKilled());
        tell();
      }
    }
  }

  private void fillWithWhatIsRight() throws IOException {
    Instant old = now.minus(OLD);
    platform.ingest("events", FaultyPlatform.touches("old", old, 100));
    platform.ingest("orders", FaultyPlatform.orders("old", old, 100));
    platform.ingest("events", FaultyPlatform.touches("new", now, 300));
    platform.ingest("orders", FaultyPlatform.orders("new", now, 300));
    platform.startIngest();
    platform.settle();
    new ArchivedRows(platform.addresses()).awaitAllOnce();
    platform.awaitData("headwater_attribution_ratio > 0.9");
    platform.awaitData("headwater_ingest_timestamp_seconds");
    platform.awaitData("headwater_tiering_timestamp_seconds");
    platform.awaitData("headwater_role_healthy == 1");
  }

  /** Retention looks every hour, but also when it is asked to. */
  private Fault oldDaysAreKept() {
    return Fault.of(
            "the job `archive_events` is stopped, days are over",
            () -> {
              platform.command(0, "jobs", "stop", "archive_events");
              assertThat(retention().look().kept()).isNotEmpty();
            },
            () -> {
              platform.command(0, "jobs", "start", "archive_events");
              Awaitility.await("old days to be dropped")
                  .atMost(LONG)
                  .until(() -> retention().look().kept().isEmpty());
            })
        .firing("RetentionBlocked");
  }

  private Retention retention() {
    PlatformAddresses addresses = platform.addresses();
    Catalogs catalogs = new Catalogs(addresses.bootstrapServers(), platform.data());
    Path flink = platform.data().resolve("flink");
    JobRunner runner =
        new JobRunner(
            addresses.gateway(),
            new FlinkRest(addresses.flink()),
            new Snapshots(flink.resolve("checkpoints"), flink.resolve("savepoints")),
            new ColdJobs(catalogs));
    return new Retention(addresses, catalogs, TableDefinitions.load(), runner, Duration.ZERO);
  }

  private Fault recordsOfAnotherShape() {
    return Fault.of(
            "100 orders come with an unknown field",
            () ->
                platform.ingest(
                    "orders",
                    FaultyPlatform.orders("shape", now, 100).stream()
                        .map(line -> line.replace("{", "{\"colour\":\"red\","))
                        .toList()),
            () -> platform.command(0, "rejects", "replay", "--table", "orders", "--lenient"))
        .firing("RejectedShare", "table", "orders");
  }

  private Fault theIngestIsKilled() {
    return Fault.of(
            "SIGKILL for an `ingest kafka`",
            () -> platform.ingest().kill(),
            () -> platform.startIngest())
        .firing("IngestSilent", "source", "topic " + FaultyPlatform.TOPIC);
  }

  private Fault aDirectoryIsGone() {
    Path runs = new Catalogs("", platform.data()).cold().resolve("warehouse/ops");
    Path away = runs.resolveSibling("away");
    return Fault.of(
            "a directory of the cold catalog is gone",
            () -> Files.move(runs, away),
            () -> Files.move(away, runs))
        .firing("ProbeFailing", "probe", "cold");
  }

  private Fault touchesAreMissing() {
    return Fault.of(
            "700 orders come without their touches",
            () -> platform.ingest("orders", FaultyPlatform.orders("late", now, 700)),
            () -> platform.ingest("events", FaultyPlatform.touches("late", now, 700)))
        .firing("AttributionOutsideBand");
  }

  private Fault theDiskIsFull() {
    return Fault.of(
            "a file fills nine tenths of the disk",
            () -> platform.disk().orElseThrow().fillUpTo(0.1),
            () -> platform.disk().orElseThrow().makeRoom())
        .firing("DiskFilling");
  }

  private Fault theLakeIsReadOnly() {
    Path lake = platform.data().resolve("lake");
    return Fault.of(
            "the lake's directory turns read-only",
            () -> {
              platform.disk().orElseThrow().makeReadOnly(lake);
              platform.ingest("orders", FaultyPlatform.orders("lake", now, 50));
              platform.settle();
            },
            () -> platform.disk().orElseThrow().makeWritable(lake))
        .firing("TieringStalled")
        .firing("LakeBehind", "table", "order_mart");
  }

  private Fault checkpointsCannotBeWritten() {
    Path checkpoints = platform.checkpointsOf("host_hits_5m");
    Path away = checkpoints.resolveSibling("away");
    return Fault.of(
            "a file is where a job's checkpoints should be",
            () -> {
              Files.move(checkpoints, away);
              Files.createFile(checkpoints);
            },
            () -> {
              Files.delete(checkpoints);
              Files.move(away, checkpoints);
            })
        .firing("CheckpointFailing", "job_name", "host_hits_5m")
        .firing("JobDown", "job_name", "host_hits_5m");
  }

  private Fault aJobIsStopped() {
    return Fault.of(
            "the job `order_mart` is stopped, orders come",
            () -> {
              platform.command(0, "jobs", "stop", "order_mart");
              platform.ingest("orders", FaultyPlatform.orders("waiting", now, 50));
            },
            () -> platform.command(0, "jobs", "start", "order_mart"))
        .firing("LatencyOverTarget");
  }

  private Fault rowsAreWrong() {
    String day = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
    return Fault.of(
            "a row is written into a mart behind the back of its job; a scheduled `verify` runs",
            () -> {
              new DamagedDay(platform.addresses().bootstrapServers())
                  .invent(
                      "order_mart",
                      Map.of("customer_id", "nobody", "order_id", "none", "order_time", now));
              platform.command(1, "schedule", "run", "verify");
            },
            () -> {
              platform.command(0, "backfill", "all", "--from", day, "--to", day);
              platform.command(0, "schedule", "run", "verify");
            })
        .firing("VerifyDifference")
        .firing("ScheduledRunFailing", "run", "verify");
  }

  private Fault moreComesThanTheMachineCanTake() {
    return Fault.of(
            "150,000 orders come at once",
            () -> platform.ingest("orders", FaultyPlatform.orders("many", now, 150_000)),
            () -> platform.settle())
        .firing("WatermarkStalled", "job_name", "(?!archive_).*");
  }

  private Fault thePlatformIsKilled() {
    return Fault.of(
            "SIGKILL for the platform",
            () -> platform.platform().kill("to fire alerts"),
            () -> platform.platform().start())
        .firing("TargetDown", "instance", "127.0.0.1:" + platform.ports().metrics())
        .firing("RoleUnhealthy", "role", "query");
  }

  /** Injects some faults, waits for their alerts, and mends them; alerts may go later. */
  private void round(Fault... all) throws Exception {
    List<Fault> faults = Arrays.stream(all).filter(this::isToBeTried).toList();
    List<Instant> injected = new ArrayList<>();
    for (Fault fault : faults) {
      for (FiredAlert alert : fault.fires()) {
        Awaitility.await(alert + " not to fire before " + fault.words())
            .atMost(LONG)
            .until(() -> log.gone(alert, Instant.now().minusSeconds(15)).isPresent());
      }
      Instant begun = Instant.now();
      fault.inject().run();
      injected.add(begun);
    }
    List<Firing> fired = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      Instant begun = injected.get(i);
      for (FiredAlert alert : faults.get(i).fires()) {
        Duration after =
            Awaitility.await(alert + " to fire: " + faults.get(i).words())
                .atMost(LONG)
                .until(() -> log.fired(alert, begun), Optional::isPresent)
                .orElseThrow();
        System.out.printf("  %s fires after %d s%n", alert, after.toSeconds());
        fired.add(new Firing(faults.get(i), alert, after, Instant.MAX));
      }
    }
    for (Fault fault : faults) {
      Instant mended = Instant.now();
      fault.mend().run();
      fired.stream()
          .filter(one -> one.fault().equals(fault))
          .forEach(one -> firings.add(new Firing(fault, one.alert(), one.after(), mended)));
    }
  }

  private boolean isToBeTried(Fault fault) {
    boolean needsDisk = fault.fires().stream().anyMatch(alert -> needsDisk(alert.name()));
    if (needsDisk && platform.disk().isEmpty()) {
      System.out.println("  skipped without root and a loop device: " + fault.words());
      return false;
    }
    return CHOSEN.contains("")
        || fault.fires().stream().anyMatch(alert -> CHOSEN.contains(alert.name()));
  }

  private static boolean needsDisk(String alert) {
    return List.of("DiskFilling", "TieringStalled", "LakeBehind").contains(alert);
  }

  /** The table of the reference page. */
  private void tell() throws IOException {
    List<String> rows = new ArrayList<>();
    for (Firing firing : firings) {
      Duration gone =
          Awaitility.await(firing.alert() + " to be gone")
              .atMost(LONG)
              .until(() -> log.gone(firing.alert(), firing.mended()), Optional::isPresent)
              .orElseThrow();
      rows.add(
          "| [%1$s](../runbook/%1$s.md) | %2$s | %3$d s | %4$d s |"
              .formatted(
                  firing.alert().name(),
                  firing.fault().words(),
                  firing.after().toSeconds(),
                  gone.toSeconds()));
    }
    rows.sort(null);
    System.out.println("| alert | fault | fires after | gone after the mend |");
    System.out.println("|---|---|---|---|");
    rows.forEach(System.out::println);
    System.out.println("  fired in all: " + log.everFired());
    if (CHOSEN.contains("") && platform.disk().isPresent()) {
      TreeSet<String> fired = new TreeSet<>();
      firings.forEach(firing -> fired.add(firing.alert().name()));
      assertThat(Files.readString(LivePrometheus.shippedRules()).lines())
          .filteredOn(line -> line.strip().startsWith("- alert: "))
          .extracting(line -> line.strip().substring("- alert: ".length()))
          .containsExactlyInAnyOrderElementsOf(fired);
    }
  }
}
