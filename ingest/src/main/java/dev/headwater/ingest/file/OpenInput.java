package dev.headwater.ingest.file;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.request.IngestInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;

/** An input that is being read. */
public record OpenInput(InputStream stream, Optional<FileChannel> file, String name)
    implements AutoCloseable {
  /**
   * Opens an input.
   *
   * @throws IngestException.User when it is missing, a directory or not readable
   */
  public static OpenInput open(IngestInput input) {
    if (input instanceof IngestInput.Stream given) {
      return new OpenInput(given.stream(), Optional.empty(), input.name());
    }
    Path path = ((IngestInput.File) input).path();
    if (!Files.exists(path)) {
      throw new IngestException.User(
          "input file %s does not exist; check the name, or give - to read stdin", path);
    }
    if (Files.isDirectory(path)) {
      throw new IngestException.User(
          "input %s is a directory; give the files in it one by one", path);
    }
    try {
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      return new OpenInput(Channels.newInputStream(channel), Optional.of(channel), input.name());
    } catch (IOException e) {
      throw new IngestException.User("input file " + path + " cannot be read: " + e, e);
    }
  }

  OptionalLong size() {
    return file.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sizeOf(file.get()));
  }

  void seek(long offset) {
    file.ifPresent(
        channel -> {
          try {
            channel.position(offset);
          } catch (IOException e) {
            throw unreadable(e);
          }
        });
  }

  /** Of what was read before the offset; empty for a stream. */
  public String fingerprint(long offset) {
    try {
      return file.isEmpty() ? "" : Fingerprint.of(file.get(), offset);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private long sizeOf(FileChannel channel) {
    try {
      return channel.size();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  IngestException unreadable(IOException e) {
    return new IngestException.External(
        "reading " + name + " failed: " + e + "; run the same command again to continue", e);
  }

  @Override
  public void close() {
    file.ifPresent(
        channel -> {
          try {
            channel.close();
          } catch (IOException e) {
            throw unreadable(e);
          }
        });
  }
}
