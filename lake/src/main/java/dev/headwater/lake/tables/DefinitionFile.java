package dev.headwater.lake.tables;

import dev.headwater.lake.LakeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A definition of the product as a file that can be changed.
 *
 * @param path of the file
 */
public record DefinitionFile(Path path) {
  private static final Pattern KEY = Pattern.compile("\\s*PRIMARY\\s+KEY\\b.*");

  /**
   * Finds the file.
   *
   * @param name such as {@code lake/sql/tables/events.sql}
   * @throws LakeException when the product runs from where its files cannot be changed
   */
  public static DefinitionFile of(String name) {
    Path path =
        SqlResources.inHome(name)
            .orElseThrow(
                () ->
                    LakeException.user(
                        "%s lies in a jar and cannot be changed there; run the command through the ./headwater of a checkout, and start the platform from the same one"
                            .formatted(name)));
    if (!Files.isWritable(path)) {
      throw LakeException.user(
          "the definition %s cannot be written; make it writable, or use another checkout"
              .formatted(path));
    }
    return new DefinitionFile(path);
  }

  public String text() {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /** Replaces the text as a whole: a kill leaves the one or the other. */
  public void replace(String text) {
    Path next = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.writeString(next, text);
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  /** The text of a CREATE TABLE statement with one more column behind its last. */
  public static String withColumn(String sql, String column) {
    List<String> lines = new ArrayList<>(sql.lines().toList());
    for (int i = 0; i < lines.size(); i++) {
      if (KEY.matcher(lines.get(i)).matches()) {
        lines.add(i, "  " + column + ",");
        return String.join("\n", lines) + "\n";
      }
      if (lines.get(i).startsWith(")")) {
        lines.set(i - 1, lines.get(i - 1) + ",");
        lines.add(i, "  " + column);
        return String.join("\n", lines) + "\n";
      }
    }
    throw new IllegalArgumentException("the end of the columns is not found in " + sql);
  }
}
