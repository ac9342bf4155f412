package dev.headwater.jobs.doctor;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.address.PlatformPorts;
import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.status.Part;
import dev.headwater.jobs.status.Status;
import dev.headwater.jobs.status.StatusReader;
import dev.headwater.lake.Causes;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.cold.feed.FeedState;
import dev.headwater.lake.progress.TableProgressReader;
import dev.headwater.lake.tables.TableDefinitions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.fluss.exception.AuthorizationException;

/** Looks at the ports of a platform, and at the platform behind them. */
final class PlatformChecks {
  private static final int CONNECT_MILLIS = 1_000;

  private PlatformChecks() {}

  static List<Finding> run(PlatformAddresses platform) {
    URI storage = URI.create("fluss://" + platform.bootstrapServers());
    List<URI> doors = List.of(storage, platform.flink(), platform.gateway(), platform.query());
    if (doors.stream().allMatch(PlatformChecks::listens)) {
      return running(platform);
    }
    int base = storage.getPort();
    int end = new PlatformPorts(base).behind();
    List<Integer> listening = new ArrayList<>();
    for (int port = base; port < end; port++) {
      if (listens(URI.create("port://" + storage.getHost() + ":" + port))) {
        listening.add(port);
      }
    }
    if (listening.isEmpty() && doors.stream().noneMatch(PlatformChecks::listens)) {
      return List.of(
          Finding.good("ports", base + " to " + (end - 1) + " are free; no platform is up there"));
    }
    if (!listening.isEmpty()) {
      return List.of(
          Finding.fault(
              "ports",
              "taken: " + listening + ", but no whole platform listens",
              "stop what holds them, or choose another row with --port-base"));
    }
    return List.of(
        Finding.fault("ports", "not all of " + doors + " answer", "start what does not answer"));
  }

  private static List<Finding> running(PlatformAddresses platform) {
    List<Finding> findings = new ArrayList<>();
    try (StatusReader reader = new StatusReader(platform)) {
      Status status = reader.read();
      status
          .components()
          .forEach(
              part ->
                  findings.add(
                      finding(
                          part, "it is started again by itself; if this stays, see Flink's page")));
      status.jobs().stream()
          .filter(job -> !job.ready())
          .forEach(
              job ->
                  findings.add(
                      finding(
                          job,
                          job.state().equals("STOPPED")
                              ? "headwater jobs start " + job.name()
                              : "it is started again by itself, also where Flink has forgotten it; if this stays: headwater jobs restart "
                                  + job.name())));
      status.feeds().forEach(feed -> findings.add(finding(feed)));
      findings.add(SlowFaults.days(status.retention(), Instant.now()));
      SlowFaults.clock(new FlinkRest(platform.flink())).ifPresent(findings::add);
    } catch (RuntimeException e) {
      findings.add(failure("platform", e, "stop it and start it again"));
      return findings;
    }
    findings.add(tiering(platform));
    try {
      TableDefinitions.load().check(platform.bootstrapServers());
      findings.add(Finding.good("tables", "every table matches its definition"));
    } catch (LakeException e) {
      findings.add(Finding.fault("tables", e.getMessage(), "bring the file back to what exists"));
    }
    findings.addAll(DriftChecks.run(platform));
    return findings;
  }

  private static Finding tiering(PlatformAddresses platform) {
    try (TableProgressReader reader = new TableProgressReader(platform.bootstrapServers())) {
      return SlowFaults.tiering(reader);
    } catch (LakeException e) {
      return failure("history", e, "see its message");
    }
  }

  /** Of somebody who may not look, or of something that does not answer. */
  static Finding failure(String subject, RuntimeException failure, String mend) {
    return Finding.fault(
        subject,
        String.valueOf(failure.getMessage()),
        Causes.has(failure, AuthorizationException.class)
            ? "give a login that may, with HEADWATER_FLUSS_LOGIN=FILE; docs/how-to/secure-fluss.md tells which may what"
            : mend);
  }

  private static Finding finding(Part part, String mend) {
    String words = part.state() + (part.detail().isEmpty() ? "" : ", " + part.detail());
    return Finding.of(part.ready(), part.name(), words, mend);
  }

  private static Finding finding(FeedState feed) {
    return feed.fault()
        .map(fault -> Finding.fault(feed.table(), fault, feed.mend()))
        .orElseGet(
            () -> Finding.good(feed.table(), "nothing that it follows was changed or removed"));
  }

  private static boolean listens(URI door) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(door.getHost(), door.getPort()), CONNECT_MILLIS);
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }
}
