package dev.headwater.ingest.file;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an ingest begins: at the start, or where an earlier run of it ended.
 *
 * @param file that remembers how far it is; none for a stream
 * @param continued whether an earlier run left the position
 */
record Beginning(Position position, Optional<PositionFile> file, boolean continued) {

  /**
   * Finds the beginning.
   *
   * @throws IngestException.User when an earlier run of the same file was another ingest, or the
   *     file changed since
   */
  static Beginning of(IngestRequest request, OpenInput input, Position fresh) {
    if (!(request.input() instanceof IngestInput.File given)) {
      return new Beginning(fresh, Optional.empty(), false);
    }
    PositionFile file =
        request
            .positionFile()
            .map(PositionFile::new)
            .orElseGet(() -> PositionFile.besides(given.path()));
    Optional<Position> stored = file.read();
    stored.ifPresent(position -> requireSame(position, fresh, input, file));
    return new Beginning(stored.orElse(fresh), Optional.of(file), stored.isPresent());
  }

  private static void requireSame(
      Position stored, Position fresh, OpenInput input, PositionFile file) {
    List<String> differences = new ArrayList<>();
    compare("it went to table ", stored.table(), fresh.table(), differences);
    compare("it read format ", stored.format(), fresh.format(), differences);
    compare("its source was ", stored.source(), fresh.source(), differences);
    if (input.size().orElse(0) < stored.offset()
        || !stored.fingerprint().equals(input.fingerprint(stored.offset()))) {
      differences.add("the file has changed since");
    }
    if (!differences.isEmpty()) {
      throw new IngestException.User(
          "an earlier ingest of %s is unfinished after line %s, and %s; repeat that command to"
              + " finish it, or delete %s to start anew",
          input.name(), stored.line(), String.join(", and ", differences), file.path());
    }
  }

  private static void compare(String what, String before, String now, List<String> differences) {
    if (!before.equals(now)) {
      differences.add(what + before + ", not " + now);
    }
  }
}
