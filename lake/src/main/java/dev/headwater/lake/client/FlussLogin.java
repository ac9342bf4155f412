package dev.headwater.lake.client;

import dev.headwater.lake.LakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.login.Configuration;

/**
 * How this process signs in to Fluss: with a file in the form of Java's login configuration. Name
 * and password stay there, and reach no option, catalog, plan or log.
 */
public final class FlussLogin {
  /** Variable that names the file. */
  public static final String VARIABLE = "HEADWATER_FLUSS_LOGIN";

  private static final String PROPERTY = "java.security.auth.login.config";
  private static final String ENTRY = "FlussClient";

  private FlussLogin() {}

  /**
   * From now on this process signs in with this file.
   *
   * @throws LakeException as USER when it cannot be read
   */
  public static void use(Path file) {
    if (!Files.isReadable(file)) {
      throw LakeException.user(
          "the login file " + file + " cannot be read; see `headwater security --help`");
    }
    System.setProperty(PROPERTY, file.toAbsolutePath().toString());
    Configuration.getConfiguration().refresh();
  }

  /** The file this process signs in with; empty where Fluss asks nobody. */
  public static Optional<Path> file() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .filter(file -> Configuration.getConfiguration().getAppConfigurationEntry(ENTRY) != null)
        .map(Path::of);
  }

  /** Option of Java by which another process signs in with the same file. */
  public static String asOption(Path file) {
    return "-D" + PROPERTY + "=" + file;
  }

  /** Options of a Fluss client in this process. */
  public static Map<String, String> options() {
    return file().isPresent()
        ? Map.of("client.security.protocol", "SASL", "client.security.sasl.mechanism", "PLAIN")
        : Map.of();
  }
}
