package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.oracle.ExpectedRows;
import dev.headwater.jobs.oracle.Oracle;
import dev.headwater.jobs.settle.PlatformSettle;
import dev.headwater.jobs.settle.SettleReport;
import dev.headwater.lake.tables.Views;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a platform has made of its input, held against what it should have made of it. */
public final class Marts {
  private static final Duration SETTLE = Duration.ofMinutes(3);

  private final Oracle oracle;
  private final PlatformAddresses platform;
  private final Predicate<List<?>> foreign;

  public Marts(Oracle oracle, PlatformAddresses platform) {
    this(oracle, platform, row -> false);
  }

  /**
   * The marts of one input of several.
   *
   * @param foreign tells the rows that come of another input, which are not looked at
   */
  Marts(Oracle oracle, PlatformAddresses platform, Predicate<List<?>> foreign) {
    this.oracle = oracle;
    this.platform = platform;
    this.foreign = foreign;
  }

  public void awaitSettled() {
    SettleReport report = PlatformSettle.settle(platform, SETTLE);
    assertThat(report.messages()).as("what is not settled").isEmpty();
    assertThat(report.isSettled()).as("settled within %s", SETTLE).isTrue();
    System.out.println("  settled in " + report.elapsed().toMillis() + " ms");
  }

  /** Every row of every table, all differences in one message. */
  void assertEqualTheOracle(String after) {
    assertEqualTheOracle(after, Set.of());
  }

  void assertEqualTheOracle(String after, Set<String> without) {
    String differences = differences(after, without);
    if (!differences.isEmpty()) {
      fail("the marts are wrong %s:%n%s", after, differences);
    }
  }

  /** What is wrong in any table; empty when nothing is. */
  public String differences(String after) {
    return differences(after, Set.of());
  }

  private String differences(String after, Set<String> without) {
    StoredRows stored = new StoredRows(platform);
    List<String> sizes = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    for (ExpectedRows expected : oracle.all()) {
      String name = expected.table();
      if (without.contains(name)) {
        continue;
      }
      assertThat(expected.rows()).as("rows expected in %s", name).isNotEmpty();
      List<List<Object>> found =
          Views.temporaryStatements().containsKey(name)
              ? stored.view(name, expected.columns())
              : stored.table(name, expected.columns());
      String difference = expected.differenceFrom(found.stream().filter(foreign.negate()).toList());
      if (!difference.isEmpty()) {
        differences.add(difference);
      }
      sizes.add(name + " " + found.size());
    }
    System.out.println("  rows " + after + ": " + String.join(", ", sizes));
    return String.join("", differences);
  }
}
