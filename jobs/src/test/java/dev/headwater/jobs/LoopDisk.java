package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file system of its own in a file, which can be filled, and whose directories can turn read-only
 * as those of a failing disk do. Needs root.
 */
final class LoopDisk implements AutoCloseable {
  private static final long GIGABYTE = 1L << 30;

  private final Path root;
  private final Path filling;

  private LoopDisk(Path root) {
    this.root = root;
    this.filling = root.resolve("filling");
  }

  static boolean isPossible() {
    return "root".equals(System.getProperty("user.name"))
        && Files.exists(Path.of("/dev/loop-control"));
  }

  /** Makes one, which takes no more of the disk below than is written to it. */
  static LoopDisk mount(Path directory, int gigabytes) throws IOException, InterruptedException {
    Path image = directory.resolve("disk.image");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(gigabytes * GIGABYTE);
    }
    Path root = Files.createDirectories(directory.resolve("disk"));
    run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
    run("mount", "-o", "loop", image.toString(), root.toString());
    return new LoopDisk(root);
  }

  Path root() {
    return root;
  }

  /** Leaves a part of it free, 0 to 1. */
  void fillUpTo(double free) throws IOException, InterruptedException {
    FileStore disk = Files.getFileStore(root);
    long bytes = disk.getUsableSpace() - (long) (disk.getTotalSpace() * free);
    run("fallocate", "-l", Long.toString(bytes), filling.toString());
  }

  void makeRoom() throws IOException {
    Files.delete(filling);
  }

  void makeReadOnly(Path directory) throws IOException, InterruptedException {
    run("mount", "--bind", directory.toString(), directory.toString());
    run("mount", "-o", "remount,ro,bind", directory.toString());
  }

  void makeWritable(Path directory) throws IOException, InterruptedException {
    run("umount", "-l", directory.toString());
  }

  private static void run(String... words) throws IOException, InterruptedException {
    int code = new ProcessBuilder(words).inheritIO().start().waitFor();
    assertThat(code).as("exit code of %s", List.of(words)).isZero();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    // Directories that are still read-only are mounts of their own on it.
    run("umount", "-l", "-R", root.toString());
  }
}
