package dev.headwater.ingest.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A Postgres on this machine, from binaries that Maven brings, where everybody shows a password. It
 * keeps what it has in its directory; a later start goes on with it. It ends with this JVM.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(1);

  private final EmbeddedPostgres server;

  private PostgresServer(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * Starts a server. For root it runs in a user namespace, where nobody is root: Postgres refuses
   * to be.
   *
   * @param directory made when absent; what the server says goes to {@code server.log} there
   * @param passwordFile whose one line is the password of the administrator, {@code postgres}
   * @param further settings
   * @throws IOException when it does not start
   */
  public static PostgresServer start(
      Path directory, int port, Path passwordFile, Map<String, String> further) throws IOException {
    if ("root".equals(System.getProperty("user.name")) && !LinuxUtils.isUnshareAvailable()) {
      throw new IOException(
          "Postgres does not run as root, and `unshare -U` does not work here to be somebody else;"
              + " run the command as another user");
    }
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(Files.createDirectories(directory).resolve("data"))
            .setCleanDataDirectory(false)
            .setPort(port)
            .setPGStartupWait(START)
            // Options of initdb, as every machine has them, and none is let in without a password.
            .setLocaleConfig("locale", "C")
            .setLocaleConfig("auth", "scram-sha-256")
            .setLocaleConfig("pwfile", passwordFile.toString())
            .setConnectConfig("password", Files.readString(passwordFile).strip())
            .setServerConfig("unix_socket_directories", "")
            // As a server is: what is committed is in the log at once.
            .setServerConfig("synchronous_commit", "on")
            .setOutputRedirector(Redirect.appendTo(directory.resolve("server.log").toFile()));
    further.forEach(builder::setServerConfig);
    try {
      return new PostgresServer(builder.start());
    } catch (IllegalStateException e) {
      throw new IOException("Postgres did not start: " + e.getMessage(), e);
    }
  }

  /** Stops it and returns when it has stopped. */
  @Override
  public void close() throws IOException {
    server.close();
  }
}
