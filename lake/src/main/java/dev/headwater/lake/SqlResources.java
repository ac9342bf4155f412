package dev.headwater.lake;

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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The product's .sql files in a folder of the class path, from directories and jars alike. */
public final class SqlResources {
  private SqlResources() {}

  /**
   * Reads every .sql file of a folder.
   *
   * @param folder class path folder, such as {@code lake/sql/tables}
   * @return base name to text, in alphabetical order; empty when the folder does not exist
   */
  public static SortedMap<String, String> in(String folder) {
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
