package dev.headwater.jobs.query;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The secret that a process presents to a query server. It comes from the environment or from a
 * file named there: everybody on a machine can read the arguments of its processes.
 */
final class QueryToken {
  private static final String TOKEN = "HEADWATER_QUERY_TOKEN";
  private static final String FILE = "HEADWATER_QUERY_TOKEN_FILE";

  private QueryToken() {}

  /** What to do where a query server wants to know who asks. */
  static final String HINT = "; name a file with the secret in " + FILE;

  /**
   * The secret, if there is one.
   *
   * @throws LakeException as USER when the file cannot be read or is empty, or both are set
   */
  static Optional<String> of(Map<String, String> environment) {
    String token = environment.getOrDefault(TOKEN, "");
    String file = environment.getOrDefault(FILE, "");
    if (!token.isEmpty() && !file.isEmpty()) {
      throw new LakeException(Actor.USER, TOKEN + " and " + FILE + " are both set; keep one");
    }
    return file.isEmpty() ? Optional.of(token).filter(word -> !word.isEmpty()) : read(file);
  }

  private static Optional<String> read(String file) {
    try {
      String token = Files.readString(Path.of(file)).strip();
      if (token.isEmpty()) {
        throw new LakeException(Actor.USER, FILE + "=" + file + " is empty; put the secret there");
      }
      return Optional.of(token);
    } catch (IOException e) {
      throw new LakeException(
          Actor.USER,
          FILE + "=" + file + " cannot be read (" + e.getClass().getSimpleName() + ")",
          e);
    }
  }
}
