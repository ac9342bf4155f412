package dev.headwater.jobs.cli.ingest;

import dev.headwater.ingest.collect.CollectorLimits;
import dev.headwater.ingest.collect.CollectorReport;
import dev.headwater.ingest.collect.CollectorRequest;
import dev.headwater.ingest.collect.HttpCollector;
import dev.headwater.jobs.cli.options.StopSignal;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.Json;
import dev.headwater.jobs.cli.words.Table;
import dev.headwater.lake.tables.TableDefinitions;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes records over HTTP until it is told to stop. */
@Command(
    name = "http",
    mixinStandardHelpOptions = true,
    description = {
      "Take records over HTTP until Ctrl-C: POST /v1/TABLE with JSON, an answer when they are"
          + " safe.",
      "Bad records are kept aside with their reason, and the answer names them."
    })
public final class IngestHttpCommand implements Callable<Integer> {
  private static final CollectorLimits USUAL = CollectorLimits.usual();
  private static final Table<CollectorReport> DOCUMENT =
      new Table<CollectorReport>()
          .named("requests_written", CollectorReport::written)
          .named("requests_refused", CollectorReport::refused)
          .named("accepted", CollectorReport::accepted)
          .named("late", CollectorReport::late)
          .named("rejected", CollectorReport::rejected)
          .named("times_cut", CollectorReport::timesCut);
  private static final int HEALTH_MILLIS = 2_000;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  String listen = "127.0.0.1:9280";

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description =
          "Who may send to which table; a line is NAME TABLE[,TABLE] sha256:HEX [public] [rate=N].")
  Path keys;

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      split = ",",
      description = "Pages that may send, such as https://shop.example, or * for all.")
  List<String> origins = List.of();

  @Option(
      names = "--max-body",
      paramLabel = "BYTES",
      description = "Largest body, packed and unpacked (default: ${DEFAULT-VALUE}).")
  int bodyBytes = USUAL.bodyBytes();

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      description = "Requests at a time, more are told to come again (default: ${DEFAULT-VALUE}).")
  int requestsInFlight = USUAL.requestsInFlight();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Requests a second of a key that has no rate (default: ${DEFAULT-VALUE}).")
  int requestsPerSecond = USUAL.requestsPerSecond();

  @Mixin RecordOptions records = new RecordOptions();

  private volatile HttpCollector running;

  @Override
  public Integer call() throws InterruptedException {
    CollectorRequest request =
        new CollectorRequest(
            records.location.addresses().bootstrapServers(),
            TableDefinitions.DATABASE,
            address(),
            Optional.ofNullable(keys),
            origins,
            records.options(),
            records.currency,
            USUAL.of(bodyBytes, requestsInFlight, requestsPerSecond));
    HttpCollector collector = HttpCollector.start(request);
    running = collector;
    try (collector) {
      StopSignal stop = new StopSignal();
      System.err.println(ready(collector.address()));
      stop.await();
      System.err.println("stopping: answering what has come");
    }
    tell(collector.report());
    return ExitCode.DONE;
  }

  /** Whether records would be taken now, asked as their senders would ask. */
  public boolean isWell() throws IOException {
    return running != null && answers(running.address());
  }

  private static boolean answers(InetSocketAddress own) throws IOException {
    String host =
        own.getAddress().isAnyLocalAddress()
            ? InetAddress.getLoopbackAddress().getHostAddress()
            : own.getHostString();
    URL health = new URL("http", host, own.getPort(), "/health");
    HttpURLConnection connection = (HttpURLConnection) health.openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(HEALTH_MILLIS);
    connection.setReadTimeout(HEALTH_MILLIS);
    try {
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } finally {
      connection.disconnect();
    }
  }

  /** What it has done so far. */
  public CollectorReport report() {
    return running == null ? new CollectorReport(0, 0, 0, 0, 0, 0) : running.report();
  }

  private InetSocketAddress address() {
    int colon = listen.lastIndexOf(':');
    try {
      return new InetSocketAddress(
          listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("--listen " + listen + " is not HOST:PORT", e);
    }
  }

  private String ready(InetSocketAddress address) {
    String url = "http://" + address.getHostString() + ":" + address.getPort();
    return Ansi.AUTO.string(
        """
        @|bold,green ready|@
          records   POST %s/v1/TABLE
          health    %s/health
          %s
        Ctrl-C stops.\
        """
            .formatted(
                url,
                url,
                keys == null
                    ? "no keys: everyone on this machine may send, nobody else (--keys FILE)"
                    : "keys      " + keys));
  }

  private void tell(CollectorReport report) {
    if (records.json) {
      Json.print(DOCUMENT.document(report));
    } else {
      System.err.println(report.summary());
    }
  }
}
