package dev.headwater.jobs.cli;

import dev.headwater.jobs.schedule.ScheduledJob;
import dev.headwater.jobs.schedule.Scheduler;
import dev.headwater.lake.client.FlussLogin;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs of the schedule as processes of this command line: what they do is what a person or another
 * scheduler would call, and when one runs out of memory the platform stays.
 *
 * @param location words that name the platform they work for; none when the environment names it
 */
record ScheduledProcess(List<String> location) implements Scheduler.Launch {
  private static final List<String> MEMORY =
      List.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  ScheduledProcess {
    location = List.copyOf(location);
  }

  /** For a platform on this machine, by its first port. */
  ScheduledProcess(int portBase) {
    this(List.of("--port-base", Integer.toString(portBase)));
  }

  @Override
  public Process start(ScheduledJob job, Path output) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(MEMORY);
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens") || option.startsWith("-Dheadwater.home"))
        .forEach(command::add);
    FlussLogin.file().ifPresent(file -> command.add(FlussLogin.asOption(file)));
    command.add("-Dheadwater.log.own.level=WARN");
    command.add("-Dfile.encoding=UTF-8");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Headwater.class.getName());
    command.addAll(List.of("schedule", "run", job.key()));
    command.addAll(location);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }
}
