package dev.headwater.jobs.cli;

import picocli.CommandLine.Command;

/** Commands about the streaming jobs. */
@Command(
    name = "jobs",
    mixinStandardHelpOptions = true,
    description = "List, check, start and stop the streaming jobs.",
    subcommands = {
      JobsListCommand.class,
      JobsPlanCommand.class,
      JobsStartCommand.class,
      JobsStopCommand.class,
      JobsRestartCommand.class
    })
final class JobsCommand {}
