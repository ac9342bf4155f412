package dev.headwater.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Lets options stand before a sub-command as well as after it. */
final class ArgumentOrder {
  private ArgumentOrder() {}

  /** The same words with the names of command and sub-command in front. */
  static String[] commandFirst(CommandLine line, String[] arguments) {
    List<String> names = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    CommandLine current = line;
    for (String argument : arguments) {
      CommandLine next = current.getSubcommands().get(argument);
      if (next != null && !rest.contains("--")) {
        names.add(argument);
        current = next;
      } else {
        rest.add(argument);
      }
    }
    names.addAll(rest);
    return names.toArray(String[]::new);
  }
}
