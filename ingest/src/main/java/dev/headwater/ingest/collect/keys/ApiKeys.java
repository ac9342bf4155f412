package dev.headwater.ingest.collect.keys;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.record.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of a file, found by a key that somebody presents. Never shown as text. */
public final class ApiKeys {
  private final Map<ApiKey, byte[]> digests;

  private ApiKeys(Map<ApiKey, byte[]> digests) {
    this.digests = digests;
  }

  /**
   * Reads a file of keys, one a line, see {@link ApiKeyLine}.
   *
   * @throws IngestException.User with every problem of the file, or when others may write to it
   */
  public static ApiKeys read(Path file) {
    List<String> lines;
    try {
      requireOnlyOwnersWrite(file);
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new IngestException.User(
          "keys file %s cannot be read (%s)", file, e.getClass().getSimpleName());
    }
    Map<ApiKey, byte[]> digests = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        add(ApiKeyLine.parse(line, i + 1, problems), digests, problems);
      }
    }
    if (digests.isEmpty() && problems.isEmpty()) {
      problems.add("it has no key");
    }
    if (!problems.isEmpty()) {
      throw new IngestException.User(
          "keys file %s cannot be used: %s; a line is NAME TABLE[,TABLE…] sha256:HEX [public]"
              + " [rate=N]",
          file, String.join("; ", problems));
    }
    return new ApiKeys(digests);
  }

  private static void add(
      Optional<ApiKeyLine> line, Map<ApiKey, byte[]> digests, List<String> problems) {
    if (line.isEmpty()) {
      return;
    }
    String name = line.get().key().name();
    if (digests.keySet().stream().anyMatch(other -> other.name().equals(name))) {
      problems.add("the name " + name + " stands there twice");
    }
    byte[] digest = HexFormat.of().parseHex(line.get().digest());
    if (digests.values().stream().anyMatch(other -> MessageDigest.isEqual(other, digest))) {
      problems.add("the key of " + name + " stands there twice");
    }
    digests.put(line.get().key(), digest);
  }

  /** Whoever can write to the file can let themselves in. */
  private static void requireOnlyOwnersWrite(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null
        && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new IngestException.User(
          "keys file %s can be written by everyone; run `chmod o-w %s` first", file, file);
    }
  }

  /** The key with this text; takes the same time whichever it is. */
  public Optional<ApiKey> find(String presented) {
    byte[] digest = Sha256.of(presented);
    Optional<ApiKey> found = Optional.empty();
    for (Map.Entry<ApiKey, byte[]> known : digests.entrySet()) {
      if (MessageDigest.isEqual(known.getValue(), digest)) {
        found = Optional.of(known.getKey());
      }
    }
    return found;
  }

  public Collection<ApiKey> all() {
    return digests.keySet();
  }
}
