package dev.headwater.jobs.cli.query;

import dev.headwater.jobs.address.PlatformPorts;
import dev.headwater.jobs.cli.options.StopSignal;
import dev.headwater.jobs.cli.options.UpOptions;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.platform.PlatformOptions;
import dev.headwater.lake.catalogs.LakeLocation;
import dev.headwater.lake.server.QueryServer;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.server.door.QueryDoors;
import dev.headwater.lake.server.door.Readers;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** Runs the query server in a process of its own until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Run a query server of its own against a running storage, until Ctrl-C.")
public final class ServeCommand implements Callable<Integer> {
  private static final int BESIDE_THE_PLATFORM = PlatformPorts.DEFAULT_BASE + 10;

  @Option(
      names = "--connect",
      paramLabel = "HOST:PORT",
      required = true,
      description = "Storage to read: the host and first port of its platform.")
  String connect;

  @Option(
      names = "--port-base",
      paramLabel = "N",
      description =
          "HTTP listens on N + 5 and Arrow Flight SQL on N + 6, as a platform's do (default:"
              + " ${DEFAULT-VALUE}).")
  int portBase = BESIDE_THE_PLATFORM;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Directory for files of its own, made when absent (default: ${DEFAULT-VALUE}).")
  Path data = Path.of("data", "serve");

  @Option(
      names = "--query-memory",
      paramLabel = "MB",
      description = "Memory for queries, beside that of Java (default: ${DEFAULT-VALUE}).")
  int queryMegabytes = PlatformOptions.DEFAULT_QUERY_MEGABYTES;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      description = "Address of this machine, 0.0.0.0 for all (default: ${DEFAULT-VALUE}).")
  String listen = "127.0.0.1";

  @Option(
      names = "--name",
      paramLabel = "HOST",
      split = ",",
      description = "Host name that HTTP may be asked by, beside those of this machine.")
  Set<String> names = new TreeSet<>();

  @Option(names = "--readers", paramLabel = "FILE", description = UpOptions.READERS)
  Path readers;

  @Option(names = "--prometheus", paramLabel = "URL", description = UpOptions.PROMETHEUS)
  URI prometheus = QuerySettings.DEFAULT_PROMETHEUS;

  @Option(
      names = "--trusted-network",
      description = "Whoever reaches --listen may read everything: there need be no readers file.")
  boolean trustedNetwork;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PlatformPorts ports = new PlatformPorts(portBase);
    QueryDoors doors = doors(ports);
    QuerySettings settings =
        QuerySettings.of(connect, LakeLocation.announcedBy(connect), data)
            .withMemoryMegabytes(queryMegabytes)
            .withPrometheus(prometheus);
    try (FileChannel own = ownDirectory();
        QueryServer server = QueryServer.start(settings, List.of(), doors)) {
      StopSignal stop = new StopSignal();
      System.err.println(ready(ports));
      stop.await();
    }
    return ExitCode.DONE;
  }

  private QueryDoors doors(PlatformPorts ports) {
    if (readers == null && !trustedNetwork && !QueryDoors.isLoopback(listen)) {
      throw new IllegalArgumentException(
          "without readers a query server listens on this machine only, and "
              + listen
              + " can be reached from elsewhere; give --readers FILE, or --trusted-network where"
              + " everybody who reaches it may read everything");
    }
    return new QueryDoors(
        listen,
        ports.query(),
        ports.flightSql(),
        names,
        readers == null ? Readers.anyone() : Readers.read(readers));
  }

  /** Two servers would overwrite what the other spilled. */
  private FileChannel ownDirectory() throws IOException {
    FileChannel file =
        FileChannel.open(
            Files.createDirectories(data).resolve("lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (file.tryLock() == null) {
      file.close();
      throw new IllegalArgumentException(
          "another query server uses " + data + "; give this one a directory with --data");
    }
    return file;
  }

  private String ready(PlatformPorts ports) {
    return Ansi.AUTO.string(
        """
        @|bold,green ready|@
          storage      %s
          queries      http://%s:%d (POST /query)
          Flight SQL   grpc://%s:%d
        try: headwater query --port-base %d "SELECT COUNT(*) FROM order_mart"
        Ctrl-C stops.\
        """
            .formatted(connect, listen, ports.query(), listen, ports.flightSql(), ports.base()));
  }
}
