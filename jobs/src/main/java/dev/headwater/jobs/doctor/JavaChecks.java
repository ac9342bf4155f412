package dev.headwater.jobs.doctor;

import java.io.File;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at this Java and at the jars it was started with. */
final class JavaChecks {
  private static final Pattern ENGINE_JAR =
      Pattern.compile(
          "(fluss|flink|paimon|iceberg|hadoop)-(?!shaded|rpc)[a-z-]+?[^/]*?-(\\d+\\.\\d+\\.\\d+)(?:-incubating)?\\.jar");
  private static final int OLDEST_PLAUSIBLE_YEAR = 2025;

  private JavaChecks() {}

  static List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    findings.add(version());
    findings.add(opens());
    findings.add(jars());
    findings.add(clock());
    return findings;
  }

  private static Finding version() {
    int feature = Runtime.version().feature();
    String words = Runtime.version() + " in " + System.getProperty("java.home");
    return Finding.of(feature == 17, "Java", words, "set JAVA_HOME to a JDK 17");
  }

  private static Finding opens() {
    boolean open = ByteBuffer.class.getModule().isOpen("java.nio", JavaChecks.class.getModule());
    return open
        ? Finding.good("java.nio", "open to Fluss")
        : Finding.fault(
            "java.nio",
            "closed: Fluss cannot read its own memory",
            "start through ./headwater, or add --add-opens=java.base/java.nio=ALL-UNNAMED");
  }

  private static Finding jars() {
    Map<String, TreeSet<String>> versions = new TreeMap<>();
    for (String entry :
        System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
      Matcher jar = ENGINE_JAR.matcher(Path.of(entry).getFileName().toString());
      if (jar.matches()) {
        versions.computeIfAbsent(jar.group(1), engine -> new TreeSet<>()).add(jar.group(2));
      }
    }
    boolean mixed =
        List.of("fluss", "flink").stream()
            .anyMatch(engine -> versions.getOrDefault(engine, new TreeSet<>()).size() > 1);
    return mixed
        ? Finding.fault(
            "engines",
            "versions are mixed: " + versions,
            "remove the build folders (mvn clean) and run any command again")
        : Finding.good("engines", versions.toString());
  }

  private static Finding clock() {
    int year = Year.now(ZoneOffset.UTC).getValue();
    return year >= OLDEST_PLAUSIBLE_YEAR
        ? Finding.good("clock", "the year is " + year)
        : Finding.fault(
            "clock",
            "the year is " + year + ": records would be rejected as future",
            "set this machine's clock");
  }
}
