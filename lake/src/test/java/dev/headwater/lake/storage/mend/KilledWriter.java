package dev.headwater.lake.storage.mend;

import dev.headwater.lake.storage.EmbeddedFluss;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A process that runs the storage and writes to it without end, to be killed. */
final class KilledWriter implements AutoCloseable {
  private static final int ROWS_A_ROUND = 500;

  private final Process process;
  private final BufferedReader output;

  private KilledWriter(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  static KilledWriter start(Path directory, int portBase) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Stream.of(System.getProperty("test.processes", "").split(" "))
        .filter(option -> !option.isEmpty())
        .forEach(command::add);
    command.add("-Xmx512m");
    command.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path").replace("\n", File.pathSeparator));
    command.add(KilledWriter.class.getName());
    command.add(directory.toString());
    command.add(Integer.toString(portBase));
    return new KilledWriter(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  long pid() {
    return process.pid();
  }

  /** Waits until this many rows were acknowledged; returns how many really were. */
  int awaitAcknowledged(int rows) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("acknowledged ")) {
        int acknowledged = Integer.parseInt(line.substring("acknowledged ".length()));
        if (acknowledged >= rows) {
          return acknowledged;
        }
      }
    }
    throw new IOException("the writer ended with " + process.onExit().join().exitValue());
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  public static void main(String[] arguments) throws Exception {
    EmbeddedFluss fluss =
        EmbeddedFluss.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    ShopStorage shop = new ShopStorage(fluss.bootstrapServers());
    shop.createTables();
    for (int id = 0; true; id += ROWS_A_ROUND) {
      shop.write(id, id + ROWS_A_ROUND);
      System.out.println("acknowledged " + (id + ROWS_A_ROUND));
    }
  }
}
