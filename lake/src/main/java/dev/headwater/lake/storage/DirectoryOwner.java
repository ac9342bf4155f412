package dev.headwater.lake.storage;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Properties;

/**
 * Who works on a data directory, as written into its lock file.
 *
 * @param pid process id; empty when the lock file does not tell
 * @param started when it opened the directory, ISO-8601; empty when the lock file does not tell
 * @param ports the ports it announced, free text; empty before it announced any
 */
record DirectoryOwner(String pid, String started, String ports) {
  static DirectoryOwner current(Instant started, String ports) {
    return new DirectoryOwner(
        Long.toString(ProcessHandle.current().pid()), started.toString(), ports);
  }

  static DirectoryOwner parse(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DirectoryOwner(
        properties.getProperty("pid", ""),
        properties.getProperty("started", ""),
        properties.getProperty("ports", ""));
  }

  String text() {
    return String.format(Locale.ROOT, "pid=%s%nstarted=%s%nports=%s%n", pid, started, ports);
  }

  /** Names the process for a message: {@code process 42 (since …, ports …)}. */
  String words() {
    if (pid.isEmpty()) {
      return "another process";
    }
    String name = "process " + pid;
    String since = " (since " + started + (ports.isEmpty() ? "" : ", ports " + ports) + ")";
    return started.isEmpty() ? name : name + since;
  }

  /** The command that stops it. */
  String stopCommand() {
    return pid.isEmpty() ? "kill PID" : "kill " + pid;
  }
}
