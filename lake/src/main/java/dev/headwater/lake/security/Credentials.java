package dev.headwater.lake.security;

import dev.headwater.lake.LakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A directory with what each principal signs in with, a file each in the form of Java's login
 * configuration, and with what the servers know them by. Only its owner reads it.
 */
public final class Credentials {
  private static final int SECRET_BYTES = 24;
  private static final String MODULE =
      "org.apache.fluss.security.auth.sasl.plain.PlainLoginModule required";
  private static final String SERVERS = "servers.login";
  private static final Pattern SERVER =
      Pattern.compile("FlussServer \\{\\s*(.*?;)\\s*\\};\\s*", Pattern.DOTALL);
  private static final FileAttribute<Set<PosixFilePermission>> OWNERS_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path directory;

  private Credentials(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  /**
   * Makes the directory, with a new secret for every principal.
   *
   * @throws LakeException as USER when it is there already or cannot be made
   */
  public static Credentials create(Path directory) {
    Credentials credentials = new Credentials(directory);
    SecureRandom random = new SecureRandom();
    Map<Principal, String> secrets = new EnumMap<>(Principal.class);
    for (Principal principal : Principal.values()) {
      byte[] secret = new byte[SECRET_BYTES];
      random.nextBytes(secret);
      secrets.put(principal, HexFormat.of().formatHex(secret));
    }
    try {
      if (credentials.directory.getParent() != null) {
        Files.createDirectories(credentials.directory.getParent());
      }
      Files.createDirectory(credentials.directory, OWNERS_DIRECTORY);
      for (Principal principal : Principal.values()) {
        write(
            credentials.login(principal),
            "FlussClient {\n  %s\n  username=\"%s\"\n  password=\"%s\";\n};\n"
                .formatted(MODULE, principal.user(), secrets.get(principal)));
      }
      String users =
          secrets.entrySet().stream()
              .map(entry -> "\n  user_%s=\"%s\"".formatted(entry.getKey().user(), entry.getValue()))
              .collect(Collectors.joining());
      write(credentials.servers(), "FlussServer {\n  " + MODULE + users + ";\n};\n");
      return credentials;
    } catch (IOException e) {
      throw LakeException.user(
          "the credentials directory %s cannot be made (%s); name one that is not there yet"
              .formatted(credentials.directory, e.getClass().getSimpleName()),
          e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createFile(file, OWNERS_FILE);
    Files.writeString(file, text);
  }

  /**
   * Credentials that were made before.
   *
   * @throws LakeException as USER when the directory has none
   */
  public static Credentials of(Path directory) {
    Credentials credentials = new Credentials(directory);
    credentials.serverLogin();
    return credentials;
  }

  /** File that a process of this principal signs in with. */
  public Path login(Principal principal) {
    return directory.resolve(principal.user() + ".login");
  }

  /** File that only Fluss's servers read. */
  public Path servers() {
    return directory.resolve(SERVERS);
  }

  /** What Fluss's servers know the principals by, as their configuration takes it. */
  public String serverLogin() {
    try {
      Matcher server = SERVER.matcher(Files.readString(servers()));
      if (server.matches()) {
        return server.group(1).replaceAll("\\s+", " ");
      }
      throw LakeException.user(
          servers() + " is not what `headwater security init` makes; make it anew");
    } catch (IOException e) {
      throw LakeException.user(
          "%s cannot be read (%s); make it with `headwater security init %s`"
              .formatted(servers(), e.getClass().getSimpleName(), directory),
          e);
    }
  }
}
