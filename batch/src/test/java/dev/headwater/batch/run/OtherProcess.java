package dev.headwater.batch.run;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM of its own that prints the campaigns it sees and then appends some. */
record OtherProcess(Process process, BufferedReader output, Path log) implements AutoCloseable {
  static final Instant UPDATED_AT = Instant.parse("2017-11-26T02:00:00Z");
  private static final String END = "-- seen";

  static OtherProcess start(Path directory, int appends) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    Stream.of(System.getProperty("test.processes", "").split(" "))
        .filter(option -> !option.isEmpty())
        .forEach(command::add);
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(OtherProcess.class.getName(), directory.toString(), String.valueOf(appends)));
    File log = directory.resolve("other-process.log").toFile();
    Process process = new ProcessBuilder(command).redirectError(log).start();
    return new OtherProcess(process, process.inputReader(StandardCharsets.UTF_8), log.toPath());
  }

  public static void main(String[] arguments) {
    try (Campaigns campaigns = Campaigns.in(Path.of(arguments[0]))) {
      campaigns.versions().forEach(System.out::println);
      System.out.println(END);
      for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
        campaigns.append("other-" + i, "from the other process", UPDATED_AT);
      }
    }
  }

  /** Returns once the process has read the table, before it appends. */
  List<String> seen() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = output.readLine(); !END.equals(line); line = output.readLine()) {
      if (line == null) {
        throw new IllegalStateException("The other process ended before it read; see " + log);
      }
      lines.add(line);
    }
    return lines;
  }

  boolean runs() {
    return process.isAlive();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("The other process did not end within a minute; see " + log);
    }
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    output.close();
  }
}
