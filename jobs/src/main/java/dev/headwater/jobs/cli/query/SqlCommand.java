package dev.headwater.jobs.cli.query;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.cli.options.PlatformLocation;
import dev.headwater.lake.tables.TableDefinitions;
import dev.headwater.lake.tables.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flink's own sql-client, connected to the platform. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = {
      "Run Flink's own sql-client on the platform's gateway, with the views.",
      "Tables stand in the catalogs fluss (streams), all, hot and history (complete reads in batch mode), lake and cold."
    })
public final class SqlCommand implements Callable<Integer> {
  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Script to run; without it the client asks for statements.")
  Path file;

  @Mixin PlatformLocation location = new PlatformLocation();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (file != null && !Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + " is not a file; give -f the path of a SQL script");
    }
    return client(location.running(), Optional.ofNullable(file)).inheritIO().start().waitFor();
  }

  /** Flink's client in a process of its own: it ends the JVM it runs in. */
  public static ProcessBuilder client(PlatformAddresses platform, Optional<Path> script)
      throws IOException {
    Path configuration = Files.createTempDirectory("headwater-sql");
    Path start = Files.writeString(configuration.resolve("start.sql"), startScript());
    Files.writeString(configuration.resolve("config.yaml"), "rest.address: 127.0.0.1\n");
    List<String> command =
        new ArrayList<>(List.of(javaCommand(), "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("--add-opens=java.base/java.nio=ALL-UNNAMED"));
    command.addAll(
        List.of(
            "org.apache.flink.table.client.SqlClient",
            "gateway",
            "-e",
            platform.gateway().getHost() + ":" + platform.gateway().getPort(),
            "-i",
            start.toString()));
    script.ifPresent(path -> command.addAll(List.of("-f", path.toString())));
    ProcessBuilder client = new ProcessBuilder(command);
    client.environment().put("FLINK_CONF_DIR", configuration.toString());
    return client;
  }

  private static String javaCommand() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String startScript() {
    StringBuilder script = new StringBuilder();
    script.append("SET 'table.local-time-zone' = 'UTC';\n");
    script.append("USE CATALOG fluss;\nUSE ").append(TableDefinitions.DATABASE).append(";\n");
    Views.temporaryStatements().values().forEach(view -> script.append(view).append(";\n"));
    return script.toString();
  }
}
