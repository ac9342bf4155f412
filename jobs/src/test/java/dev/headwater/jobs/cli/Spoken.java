package dev.headwater.jobs.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command left behind.
 *
 * @param exitCode as the process would end
 * @param out everything on stdout
 * @param err everything on stderr
 */
record Spoken(int exitCode, String out, String err) {
  /** Runs a command line in this JVM. */
  static Spoken by(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    System.setOut(new PrintStream(data, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(words, true, StandardCharsets.UTF_8));
    try {
      int exitCode = Headwater.run(arguments);
      return new Spoken(
          exitCode, data.toString(StandardCharsets.UTF_8), words.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
