package dev.headwater.jobs.cli;

import dev.headwater.jobs.platform.PlatformOptions;
import dev.headwater.jobs.platform.PlatformPorts;
import dev.headwater.lake.LakeWarehouse;
import dev.headwater.lake.server.QueryServer;
import dev.headwater.lake.server.QuerySettings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** Runs the query server in a process of its own until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Run a query server of its own against a running storage, until Ctrl-C.")
final class ServeCommand implements Callable<Integer> {
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
          "HTTP listens on N + 5 and Arrow Flight SQL on N + 6, as a platform's do (default: ${DEFAULT-VALUE}).")
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

  @Override
  public Integer call() throws IOException, InterruptedException {
    PlatformPorts ports = new PlatformPorts(portBase);
    QuerySettings settings =
        QuerySettings.of(connect, LakeWarehouse.announcedBy(connect), data)
            .withMemoryMegabytes(queryMegabytes);
    try (FileChannel own = ownDirectory();
        QueryServer server =
            QueryServer.start(settings, List.of(), ports.query(), ports.flightSql())) {
      StopSignal stop = new StopSignal();
      System.err.println(ready(ports));
      stop.await();
    }
    return ExitCode.DONE;
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
          queries      http://127.0.0.1:%d (POST /query)
          Flight SQL   grpc://127.0.0.1:%d
        try: headwater query --port-base %d "SELECT COUNT(*) FROM order_mart"
        Ctrl-C stops."""
            .formatted(connect, ports.query(), ports.flightSql(), ports.base()));
  }
}
