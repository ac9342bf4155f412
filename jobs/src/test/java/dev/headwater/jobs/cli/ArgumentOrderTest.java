package dev.headwater.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ArgumentOrderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "up --data d | up --data d",
        "--data d up | up --data d",
        "--data demo up | up --data demo",
        "--data=demo up | up --data=demo",
        "jobs --connect list list | jobs list --connect list",
        "--json jobs list | jobs list --json",
        "--port-base 9300 jobs list --json | jobs list --port-base 9300 --json",
        "jobs --port-base 9300 list | jobs list --port-base 9300",
        "jobs stop touches order_mart | jobs stop touches order_mart",
        "--json query SELECT | query --json SELECT",
        "ingest up --table events | ingest up --table events",
        "query query | query query",
        "jobs list list | jobs list list",
        "query -- jobs | query -- jobs",
        "-- query jobs | -- query jobs",
        "no-such-command --json | no-such-command --json",
        "--help | --help"
      })
  void optionsBeforeASubCommandMoveBehindIt(String given, String parsed) {
    CommandLine line = new CommandLine(new Headwater());

    assertThat(ArgumentOrder.commandFirst(line, given.split(" ")))
        .containsExactly(parsed.split(" "));
  }
}
