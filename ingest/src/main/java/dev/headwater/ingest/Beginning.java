package dev.headwater.ingest;

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
    if (!stored.table().equals(fresh.table())) {
      differences.add("it went to table " + stored.table() + ", not " + fresh.table());
    }
    if (!stored.format().equals(fresh.format())) {
      differences.add("it read format " + stored.format() + ", not " + fresh.format());
    }
    if (!stored.source().equals(fresh.source())) {
      differences.add("its source was " + stored.source() + ", not " + fresh.source());
    }
    if (input.size().orElse(0) < stored.offset()
        || !stored.fingerprint().equals(input.fingerprint(stored.offset()))) {
      differences.add("the file has changed since");
    }
    if (!differences.isEmpty()) {
      throw new IngestException.User(
          "an earlier ingest of "
              + input.name()
              + " is unfinished after line "
              + stored.line()
              + ", and "
              + String.join(", and ", differences)
              + "; repeat that command to finish it, or delete "
              + file.path()
              + " to start anew");
    }
  }
}
