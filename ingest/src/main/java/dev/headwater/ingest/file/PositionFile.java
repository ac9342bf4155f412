package dev.headwater.ingest.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.ingest.fault.IngestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A file that holds a {@link Position}. It exists only while an ingest is unfinished. */
public record PositionFile(Path path) {
  private static final String ENDING = ".headwater-position";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Beside the input, or among the system's temporary files when that place is not writable. */
  public static PositionFile besides(Path input) {
    Path directory = input.toAbsolutePath().getParent();
    if (Files.isWritable(directory)) {
      return new PositionFile(directory.resolve(input.getFileName() + ENDING));
    }
    String name = input.getFileName() + "-" + Integer.toHexString(input.toString().hashCode());
    return new PositionFile(Path.of(System.getProperty("java.io.tmpdir")).resolve(name + ENDING));
  }

  public Optional<Position> read() {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(path), Position.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new IngestException.User(
          "position file " + path + " is damaged; delete it to ingest from the start", e);
    } catch (IOException e) {
      throw new IngestException.External("cannot read position file " + path + ": " + e, e);
    }
  }

  /** Replaces the file in one step: a kill leaves the old or the new position. */
  public void write(Position position) {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.write(fresh, JSON.writeValueAsBytes(position));
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new IngestException.External(
          "cannot write position file " + path + ": " + e + "; give another with --position", e);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new IngestException.External(
          "everything is written, but position file "
              + path
              + " cannot be removed: "
              + e
              + "; delete it",
          e);
    }
  }
}
