package dev.headwater.lake.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The product's .sql files in a folder of the class path, from directories and jars alike. */
public final class SqlResources {
  private SqlResources() {}

  /**
   * Reads every .sql file of a folder: of the product's home when there is one, as the launcher
   * names it, because there a definition can be changed; else of the class path.
   *
   * @param folder such as {@code lake/sql/tables}
   * @return base name to text, in alphabetical order; empty when the folder does not exist
   */
  public static SortedMap<String, String> in(String folder) {
    Optional<Path> home = inHome(folder).filter(Files::isDirectory);
    if (home.isPresent()) {
      try {
        return read(home.get());
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the SQL files in " + home.get(), e);
      }
    }
    URL url = SqlResources.class.getClassLoader().getResource(folder);
    if (url == null) {
      return new TreeMap<>();
    }
    try {
      URI uri = url.toURI();
      if (!"jar".equals(uri.getScheme())) {
        return read(Path.of(uri));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return read(jar.getPath(folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the SQL files in " + url, e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("not a resource location: " + url, e);
    }
  }

  /** Where a folder or file of the product is when it runs from a home of its own. */
  static Optional<Path> inHome(String path) {
    return Optional.ofNullable(System.getProperty("headwater.home"))
        .map(home -> Path.of(home).resolve(path));
  }

  private static SortedMap<String, String> read(Path folder) throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (name.endsWith(".sql")) {
          texts.put(name.substring(0, name.length() - 4), Files.readString(file));
        }
      }
    }
    return texts;
  }
}
