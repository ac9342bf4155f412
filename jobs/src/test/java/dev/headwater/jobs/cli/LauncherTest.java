package dev.headwater.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The script {@code headwater}, with a Java that only shows its arguments. */
class LauncherTest {
  private static final Path SCRIPT =
      Path.of(System.getProperty("headwater.home", "..")).resolve("headwater");
  private static final Pattern HEAP = Pattern.compile("-Xmx(\\w+)");

  @TempDir Path home;

  private String heap(String... words) throws IOException, InterruptedException {
    Path script = home.resolve("headwater");
    if (Files.notExists(script)) {
      Files.copy(SCRIPT, script);
      Files.createDirectories(home.resolve("lib"));
      Files.createDirectories(home.resolve("jobs/target"));
      Files.writeString(home.resolve("jobs/target/jars"), "a.jar\n");
      Path java = Files.createDirectories(home.resolve("jdk/bin")).resolve("java");
      Files.writeString(
          java,
          """
          #!/usr/bin/env bash
          if [ "$1" = -version ]; then echo 'openjdk version "17.0.1"'; else echo "$@"; fi
          """);
      assertThat(java.toFile().setExecutable(true)).isTrue();
    }
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(Arrays.asList(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    Matcher heap = HEAP.matcher(said);
    assertThat(heap.find()).as(said).isTrue();
    return heap.group(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "up | 1500m",
        "--data demo up | 1500m",
        "--data=demo up --jobs none | 1500m",
        "demo --once | 1500m",
        "jobs stop up | 768m",
        "ingest demo --table orders | 768m",
        "--data up doctor | 768m",
        "status --json --connect demo | 768m",
        "role zookeeper | 128m",
        "role jobmanager | 512m"
      })
  void aProcessGetsTheMemoryOfItsCommand(String words, String heap) throws Exception {
    assertThat(heap(words.split(" "))).isEqualTo(heap);
  }

  @Test
  void theScriptKnowsWhichOptionsTakeNoValue() throws IOException {
    Matcher flags = Pattern.compile("(?m)^flags=\" (.*) \"$").matcher(Files.readString(SCRIPT));
    assertThat(flags.find()).isTrue();
    Set<String> known = new TreeSet<>();
    Set<String> withValue = new TreeSet<>();
    collect(Headwater.line(), known, withValue);
    known.removeAll(withValue);

    assertThat(flags.group(1)).isEqualTo(String.join(" ", known));
  }

  private static void collect(CommandLine line, Set<String> flags, Set<String> withValue) {
    line.getCommandSpec()
        .options()
        .forEach(
            option ->
                (option.arity().min() == 0 ? flags : withValue)
                    .addAll(Arrays.asList(option.names())));
    line.getSubcommands().values().forEach(sub -> collect(sub, flags, withValue));
  }
}
