package dev.headwater.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Lets options stand before a sub-command as well as after it. */
final class ArgumentOrder {
  private ArgumentOrder() {}

  /** The same words with the names of command and sub-command in front. */
  static String[] commandFirst(CommandLine line, String[] arguments) {
    List<String> names = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    CommandLine current = line;
    boolean value = false;
    for (String argument : arguments) {
      CommandLine next = value ? null : current.getSubcommands().get(argument);
      value = !value && wantsValue(current, argument);
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

  /** Whether the next word is the value of this one, whichever command follows. */
  private static boolean wantsValue(CommandLine line, String option) {
    if (!option.startsWith("-")) {
      return false;
    }
    List<OptionSpec> known =
        below(line)
            .map(one -> one.getCommandSpec().findOption(option))
            .filter(Objects::nonNull)
            .toList();
    return !known.isEmpty() && known.stream().allMatch(one -> one.arity().min() > 0);
  }

  private static Stream<CommandLine> below(CommandLine line) {
    return Stream.concat(
        Stream.of(line), line.getSubcommands().values().stream().flatMap(ArgumentOrder::below));
  }
}
