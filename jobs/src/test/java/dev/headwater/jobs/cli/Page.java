package dev.headwater.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.cli.words.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A page of docs/how-to, whose files are written and whose commands run as they stand in it, in
 * their order: Headwater's on a platform of the test, the others as the test says.
 */
final class Page {
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private final Path directory;
  private final String platform;
  private final String text;
  private final Map<String, String> files = new HashMap<>();
  private final Map<String, String> meanings = new HashMap<>();
  private final Map<String, List<String>> further = new HashMap<>();
  private final List<Spoken> spoken = new ArrayList<>();

  /** Runs commands that Headwater does not run alone. */
  @FunctionalInterface
  interface Hand {
    /** Whether it was one of those, and is done. */
    boolean runs(String command, List<String> words) throws Exception;
  }

  /**
   * A page that is not followed yet.
   *
   * @param name of the page, without .md
   * @param parent gets a directory where the commands run
   * @param platform that every command of Headwater is for
   */
  Page(String name, Path parent, String platform) throws IOException {
    this.directory = Files.createDirectories(parent.resolve("page-" + name));
    this.platform = platform;
    this.text = Files.readString(Path.of("..", "docs", "how-to", name + ".md"));
  }

  /** What a block in some language holds is this file. */
  Page withFile(String language, String file) {
    files.put(language, file);
    return this;
  }

  /** What the page calls so is called otherwise here. */
  Page meaning(String words, String here) {
    meanings.put(words, here);
    return this;
  }

  /** A command gets further words, because the platform is not the page's alone. */
  Page saying(String command, List<String> words) {
    further.put(command, words);
    return this;
  }

  Path directory() {
    return directory;
  }

  String text() {
    return text;
  }

  /** Runs every command; gives what Headwater's own said. */
  List<Spoken> follow(Hand hand) throws Exception {
    for (MatchResult block : BLOCK.matcher(text).results().toList()) {
      if (block.group(1).isEmpty()) {
        for (String line : block.group(2).lines().toList()) {
          run(line, hand);
        }
      } else if (files.containsKey(block.group(1))) {
        Files.writeString(directory.resolve(files.get(block.group(1))), block.group(2));
      }
    }
    return spoken;
  }

  /** A page that needs nothing but Headwater. */
  List<Spoken> follow() throws Exception {
    return follow((command, words) -> false);
  }

  private void run(String line, Hand hand) throws Exception {
    String command = line;
    for (Map.Entry<String, String> meaning : meanings.entrySet()) {
      command = command.replace(meaning.getKey(), meaning.getValue());
    }
    List<String> words =
        WORD.matcher(command)
            .results()
            .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
            .toList();
    if (!hand.runs(command, words)) {
      assertThat(words.get(0)).as(command).isEqualTo("./headwater");
      spoken.add(headwater(words.subList(1, words.size())));
    }
  }

  private Spoken headwater(List<String> words) {
    List<String> all = new ArrayList<>();
    for (String word : words) {
      Path file = directory.resolve(word.replaceAll("[^\\w.-]", ""));
      all.add(Files.isRegularFile(file) ? file.toString() : word);
    }
    all.addAll(further.getOrDefault(words.get(0), List.of()));
    all.addAll(List.of("--connect", platform));
    Spoken one = Spoken.by(all.toArray(String[]::new));
    assertThat(one.exitCode()).as("%s: %s", all, one.err()).isEqualTo(ExitCode.DONE);
    return one;
  }
}
