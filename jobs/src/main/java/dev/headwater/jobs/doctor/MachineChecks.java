package dev.headwater.jobs.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks at memory, disk and the data directory. */
final class MachineChecks {
  private static final long GIGABYTE = 1L << 30;
  private static final long NEEDED_MEMORY = 3 * GIGABYTE;
  private static final long NEEDED_DISK = 2 * GIGABYTE;

  private MachineChecks() {}

  static List<Finding> run(Path data) {
    Path existing = existing(data.toAbsolutePath().normalize());
    return List.of(memory(), disk(existing), writable(existing, data));
  }

  private static Finding memory() {
    long total =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    String words = "%.1f GB in all, a platform takes up to 3".formatted((double) total / GIGABYTE);
    return Finding.of(
        total >= NEEDED_MEMORY, "memory", words, "use a machine or container with at least 4 GB");
  }

  private static Finding disk(Path directory) {
    try {
      long free = Files.getFileStore(directory).getUsableSpace();
      String words = "%.1f GB free for %s".formatted((double) free / GIGABYTE, directory);
      return Finding.of(
          free >= NEEDED_DISK,
          "disk",
          words,
          "free some space, or choose another disk with --data");
    } catch (IOException e) {
      return Finding.fault("disk", directory + " cannot be asked: " + e, "choose another --data");
    }
  }

  private static Finding writable(Path existing, Path data) {
    boolean usable = Files.isDirectory(existing) && Files.isWritable(existing);
    return usable
        ? Finding.good("data directory", data + (Files.exists(data) ? "" : " (not made yet)"))
        : Finding.fault(
            "data directory",
            existing + (Files.isDirectory(existing) ? " cannot be written" : " is not a directory"),
            "correct its permissions, or choose another with --data");
  }

  private static Path existing(Path path) {
    Path existing = path;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing;
  }
}
