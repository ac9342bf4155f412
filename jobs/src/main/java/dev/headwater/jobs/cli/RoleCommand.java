package dev.headwater.jobs.cli;

import dev.headwater.jobs.cli.ingest.IngestHttpCommand;
import dev.headwater.jobs.cli.options.StopSignal;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.cli.words.TextTable;
import dev.headwater.jobs.metrics.CollectorMetrics;
import dev.headwater.jobs.role.Role;
import dev.headwater.jobs.role.RoleProcess;
import dev.headwater.jobs.role.RoleSettings;
import dev.headwater.jobs.role.Setting;
import dev.headwater.jobs.schedule.Schedule;
import dev.headwater.jobs.schedule.ScheduleDirectory;
import dev.headwater.jobs.schedule.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays one role of a cluster in this process. */
@Command(
    name = "role",
    description = {
      "Play one role of a cluster in this process, set up by the environment, until it is told to"
          + " stop.",
      "Options of this command stand before the role; all words after it belong to the role."
    })
final class RoleCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RoleCommand.class);

  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      description = "Show the roles and their settings.")
  boolean help;

  @Parameters(
      paramLabel = "WORD",
      arity = "0..*",
      description = "The role (default: HEADWATER_ROLE), then words of an ingest or a backfill.")
  List<String> words = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    if (help) {
      spec.commandLine().usage(System.out);
      System.out.print(settings());
      return ExitCode.DONE;
    }
    if (words.isEmpty() && System.getenv(Setting.ROLE.variable()) != null) {
      words = List.of(System.getenv(Setting.ROLE.variable()));
    }
    String name = words.isEmpty() ? "" : words.get(0);
    Role role =
        Role.named(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "role \"%s\" is none of %s; name one as argument or in %s"
                            .formatted(name, Role.keys(), Setting.ROLE.variable())));
    RoleSettings settings = RoleSettings.of(role, System.getenv());
    LOG.info("role={} {}", role.key(), settings);
    return switch (role) {
      case INGEST -> ingest(role, settings);
      case BACKFILL -> Headwater.run(words.toArray(String[]::new));
      case SCHEDULER -> schedule(role, settings);
      // Flink hears for itself when it is to stop.
      case JOBMANAGER, TASKMANAGER -> play(role, settings, new CompletableFuture<>());
      case ZOOKEEPER, COORDINATOR, TABLET_SERVER, GATEWAY, TIERING, JOBS, QUERY ->
          play(role, settings, new StopSignal().asked());
    };
  }

  /** A source is well while it is read; the collector, when records would be taken now. */
  private int ingest(Role role, RoleSettings settings) {
    CommandLine line = Headwater.line();
    IntSupplier read = () -> Headwater.run(line, words.toArray(String[]::new));
    CommandLine http = line.getSubcommands().get("ingest").getSubcommands().get("http");
    IngestHttpCommand collector = http.getCommand();
    return words.contains("http")
        ? RoleProcess.work(
            role,
            settings,
            collector::isWell,
            registry -> CollectorMetrics.register(collector::report, registry),
            read)
        : RoleProcess.work(role, settings, () -> true, registry -> {}, read);
  }

  private static int play(Role role, RoleSettings settings, CompletableFuture<?> stop)
      throws Exception {
    boolean asked = RoleProcess.play(role, settings, stop);
    return asked ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static int schedule(Role role, RoleSettings settings) throws Exception {
    ScheduleDirectory directory = new ScheduleDirectory(settings.data());
    Schedule times = directory.choose(settings.schedule());
    try (Scheduler scheduler = new Scheduler(times, directory, new ScheduledProcess(List.of()))) {
      StopSignal stop = new StopSignal();
      scheduler.begin();
      RoleProcess.stayWell(role, settings, stop.asked());
    }
    return ExitCode.DONE;
  }

  private static String settings() {
    TextTable table = new TextTable("setting", "default", "meaning");
    for (Setting setting : Setting.values()) {
      table.row(setting.variable(), setting.usual(), setting.meaning());
    }
    return "\nRoles: " + Role.keys() + "\n\n" + table.text();
  }
}
