package dev.headwater.jobs.room;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * A room that runs in processes of its own, in the checkout or the image that this process was
 * started from.
 *
 * @param home of Headwater
 * @param name folder of the room, from there
 */
public record OtherRoom(Path home, String name) {
  /**
   * A room beside this one.
   *
   * @throws LakeException when this process was not started by the launcher
   */
  public static OtherRoom named(String name) {
    String home = System.getProperty("headwater.home");
    if (home == null) {
      throw new LakeException(
          Actor.USER,
          "this process does not know where Headwater lives; start it with ./headwater");
    }
    return new OtherRoom(Path.of(home), name);
  }

  /** Where its classes are, and what else its build left. */
  public Path built() {
    return home.resolve(name).resolve("target");
  }

  /** Whether this is an image that was made without the room. */
  public boolean isLeftOut() {
    return Files.isDirectory(home.resolve("lib")) && !Files.isDirectory(built());
  }

  /**
   * Its classes and its jars as Maven resolved them, or as they lie in an image.
   *
   * @throws LakeException when it is not built
   */
  public String classPath() {
    Path jars = built().resolve("jars");
    try {
      String resolved =
          Files.exists(jars)
              ? Files.readAllLines(jars).stream()
                  .map(jar -> home.resolve("lib").resolve(jar).toString())
                  .collect(Collectors.joining(File.pathSeparator))
              : Files.readString(built().resolve("class-path")).trim();
      return built().resolve("classes") + File.pathSeparator + resolved;
    } catch (IOException e) {
      throw new LakeException(
          Actor.EXTERNAL,
          "the room %s is not built (%s); run `mvn -Dquick package` in %s, then the command again"
              .formatted(name, e.getMessage(), home),
          e);
    }
  }
}
