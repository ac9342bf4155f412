package dev.headwater.lake.server.door;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.server.ask.Reader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Those who may ask, found by the secret that they present. Immutable; never shown as text. */
public final class Readers {
  private static final Pattern BEARER = Pattern.compile("(?i)Bearer +(\\S+) *");
  private static final Pattern BASIC = Pattern.compile("(?i)Basic +([A-Za-z0-9+/]+=*) *");

  private final Map<Reader, byte[]> digests;

  private Readers(Map<Reader, byte[]> digests) {
    this.digests = digests;
  }

  /** Nobody is asked who they are, and everybody may read everything. */
  public static Readers anyone() {
    return new Readers(Map.of());
  }

  /**
   * Reads a file of readers, one a line: {@code NAME VIEW[,VIEW…]|* sha256:HEX}.
   *
   * @throws LakeException as USER with every problem of the file, or when others may write to it
   */
  public static Readers read(Path file) {
    List<String> lines;
    try {
      requireOnlyOwnersWrite(file);
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw wrong(
          "readers file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    Map<Reader, byte[]> digests = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        ReaderLine.parse(line, i + 1, problems).ifPresent(read -> add(read, digests, problems));
      }
    }
    if (digests.isEmpty() && problems.isEmpty()) {
      problems.add("it names nobody");
    }
    if (!problems.isEmpty()) {
      throw wrong(
          "readers file %s cannot be used: %s; a line is %s"
              .formatted(file, String.join("; ", problems), ReaderLine.SHAPE));
    }
    return new Readers(digests);
  }

  private static void add(ReaderLine line, Map<Reader, byte[]> digests, List<String> problems) {
    String name = line.reader().name();
    byte[] digest = HexFormat.of().parseHex(line.digest());
    if (digests.keySet().stream().anyMatch(other -> other.name().equals(name))) {
      problems.add("the name " + name + " stands there twice");
    }
    if (digests.values().stream().anyMatch(other -> MessageDigest.isEqual(other, digest))) {
      problems.add("the secret of " + name + " stands there twice");
    }
    digests.put(line.reader(), digest);
  }

  /** Whoever can write to the file can let themselves in. */
  private static void requireOnlyOwnersWrite(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null
        && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
      throw wrong(
          "readers file %s can be written by everyone; run `chmod o-w %s` first"
              .formatted(file, file));
    }
  }

  private static LakeException wrong(String message) {
    return LakeException.user(message);
  }

  /** Whether those who ask have to say who they are. */
  boolean areAsked() {
    return !digests.isEmpty();
  }

  /**
   * Who presents this.
   *
   * @param authorization as HTTP has it, {@code Bearer SECRET} or {@code Basic} with name and
   *     secret; null for none
   */
  public Optional<Reader> presenting(String authorization) {
    if (!areAsked()) {
      return Optional.of(Reader.ANYONE);
    }
    Optional<Reader> found = secret(authorization).flatMap(this::find);
    Optional<String> name = basic(authorization).map(words -> words[0]);
    return found.filter(reader -> name.isEmpty() || name.get().equals(reader.name()));
  }

  /** The secret in what somebody presents, known or not. */
  public static Optional<String> secret(String authorization) {
    Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization);
    return bearer.matches()
        ? Optional.of(bearer.group(1))
        : basic(authorization).map(words -> words[1]);
  }

  /** Name and secret. */
  private static Optional<String[]> basic(String authorization) {
    Matcher basic = BASIC.matcher(authorization == null ? "" : authorization);
    if (!basic.matches()) {
      return Optional.empty();
    }
    try {
      byte[] words = Base64.getDecoder().decode(basic.group(1));
      return Optional.of(new String(words, StandardCharsets.UTF_8).split(":", 2))
          .filter(parts -> parts.length == 2);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** The reader with this secret; takes the same time whichever it is. */
  private Optional<Reader> find(String secret) {
    byte[] digest = sha256(secret);
    Optional<Reader> found = Optional.empty();
    for (Map.Entry<Reader, byte[]> known : digests.entrySet()) {
      if (MessageDigest.isEqual(known.getValue(), digest)) {
        found = Optional.of(known.getKey());
      }
    }
    return found;
  }

  /** The reader of this name, once it has been found by its secret. */
  public Reader admitted(String name) {
    return areAsked()
        ? digests.keySet().stream()
            .filter(reader -> reader.name().equals(name))
            .findFirst()
            .orElseThrow()
        : Reader.ANYONE;
  }

  static byte[] sha256(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
