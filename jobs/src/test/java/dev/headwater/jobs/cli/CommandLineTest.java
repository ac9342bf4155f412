package dev.headwater.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.address.PlatformPorts;
import dev.headwater.jobs.cli.words.ExitCode;
import dev.headwater.jobs.platform.TestingPlatform;
import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says when its words are wrong or no platform runs. */
class CommandLineTest {
  private static final PlatformPorts NOBODY = TestingPlatform.freePorts();

  private static String nobody() {
    return Integer.toString(NOBODY.base());
  }

  private static void assertNotUp(Spoken spoken, String part, int port) {
    assertThat(spoken)
        .isEqualTo(
            new Spoken(
                ExitCode.DEPENDENCY_DOWN,
                "",
                "the platform is not up: %s does not answer at 127.0.0.1:%d; start it with `headwater up`, or name it with --port-base or --connect%n"
                    .formatted(part, port)));
  }

  @Test
  void aWrongOptionIsNamedWithASuggestionAndTheHelpOfItsCommand() {
    Spoken spoken = Spoken.by("settle", "--time-out", "5");

    assertThat(spoken.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(spoken.out()).isEmpty();
    assertThat(spoken.err())
        .contains("'--time-out'", "--timeout", "See `headwater settle --help`.");
  }

  @Test
  void aWrongCommandIsNamedWithASuggestion() {
    Spoken spoken = Spoken.by("quary", "SELECT 1");

    assertThat(spoken.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(spoken.err()).contains("'quary'", "query", "See `headwater --help`.");
  }

  @Test
  void aRoleThatIsNoneIsToldTheRoles() {
    Spoken spoken = Spoken.by("role", "clerk", "--table", "orders");

    assertThat(spoken.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(spoken.err())
        .startsWith("role \"clerk\" is none of zookeeper, coordinator, tablet-server, jobmanager,");
  }

  @ParameterizedTest
  @CsvSource({"'', headwater", "jobs, headwater jobs", "tables, headwater tables"})
  void aMissingSubCommandPointsToTheHelp(String words, String command) {
    Spoken spoken = words.isEmpty() ? Spoken.by() : Spoken.by(words.split(" "));

    assertThat(spoken.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(spoken.out()).isEmpty();
    assertThat(spoken.err())
        .contains("Missing required subcommand", "See `" + command + " --help`.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "start", "stop", "restart"})
  void anUnknownJobIsToldTheKnownOnesBeforeAnyPlatformIsAsked(String command) {
    List<String> known = JobDefinitions.load().all().stream().map(JobDefinition::name).toList();

    assertThat(Spoken.by("jobs", command, "toches", "--port-base", nobody()))
        .isEqualTo(
            new Spoken(
                ExitCode.WRONG_USAGE,
                "",
                "no job is called toches; the jobs are %s%n".formatted(String.join(", ", known))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "restart"})
  void allJobsAreStoppedOnlyByTheWord(String command) {
    assertThat(Spoken.by("jobs", command, "--port-base", nobody()))
        .isEqualTo(
            new Spoken(
                ExitCode.WRONG_USAGE,
                "",
                "name the jobs to %s, or say --all; `headwater jobs list` shows them%n"
                    .formatted(command)));
    assertThat(Spoken.by("jobs", command, "--all", "touches").err())
        .startsWith("name jobs or say --all, not both");
    assertNotUp(
        Spoken.by("jobs", command, "--all", "--port-base", nobody()), "Flink", NOBODY.flink());
  }

  @Test
  void whatAnArrivalKnewIsNotReplacedUnasked() {
    assertThat(Spoken.by("tables", "rebuild", "order_mart", "sessions", "--port-base", nobody()))
        .isEqualTo(
            new Spoken(
                ExitCode.WRONG_USAGE,
                "",
                "to rebuild order_mart, sessions, order_mart_customer has to begin anew: rows that tell what was known at their time would tell what is known today; accept that with --lose-at-arrival%n"
                    .formatted()));
    assertNotUp(
        Spoken.by("tables", "rebuild", "order_mart", "--lose-at-arrival", "--port-base", nobody()),
        "Flink",
        NOBODY.flink());
    assertNotUp(
        Spoken.by("tables", "rebuild", "sessions", "--port-base", nobody()),
        "Flink",
        NOBODY.flink());
  }

  @Test
  void aQueryMayBeginWithFrom() {
    assertNotUp(
        Spoken.by("query", "FROM orders", "--port-base", nobody()),
        "the query server",
        NOBODY.query());
  }

  @Test
  void whoMayStandStillHasToBeAJob() {
    for (String command : List.of("settle", "status")) {
      assertThat(Spoken.by(command, "--without", "toches,touches", "--port-base", nobody()).err())
          .startsWith("no job is called toches; the jobs are ");
    }
  }

  @Test
  void aQueryWithoutAPlatformTellsTheNextStep() {
    assertNotUp(
        Spoken.by("query", "SELECT 1", "--port-base", nobody()),
        "the query server",
        NOBODY.query());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port-base %d jobs list",
        "jobs --port-base %d list",
        "jobs list --port-base %d",
        "jobs list --port-base=%d",
        "--connect 127.0.0.1:%d jobs list",
        "settle --json --port-base %d",
        "status --port-base %d"
      })
  void thePlatformIsFoundByPortBaseBeforeOrAfterTheSubCommand(String words) {
    Spoken spoken = Spoken.by(words.formatted(NOBODY.base()).split(" "));

    assertThat(spoken.exitCode()).isEqualTo(ExitCode.DEPENDENCY_DOWN);
    assertThat(spoken.err()).contains("127.0.0.1:" + NOBODY.flink());
  }

  @Test
  void tablesNeedOnlyTheStorage() {
    assertNotUp(Spoken.by("tables", "list", "--port-base", nobody()), "Fluss", NOBODY.base());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jobs list --connect nowhere | --connect nowhere is not HOST:PORT",
        "jobs list --connect host:x | --connect host:x is not HOST:PORT",
        "jobs list --connect host:1 --port-base 1 | give --connect or --port-base, not both",
        "jobs list --port-base 70000 | port base 70000 is not between 1 and 65528",
        "settle --timeout 0 | --timeout 0 is not a positive number of seconds",
        "up --jobs all --hot-days 0 | a hot horizon of 0 days keeps nothing",
        "up --jobs none --keep-snapshots 0 | a job that keeps 0 snapshots has nothing to go on from",
        "jobs start --begin-anew | --begin-anew wants the jobs named that are to begin anew",
        "up --jobs none --hot-days 0 | a hot horizon of 0 days keeps nothing",
        "ingest http --listen nowhere | --listen nowhere is not HOST:PORT",
        "ingest http --listen 0.0.0.0:9280 | without keys a collector listens on this machine only,"
            + " and 0.0.0.0 can be reached from elsewhere; give --keys FILE, or listen on"
            + " 127.0.0.1",
        "ingest http --keys no-such-keys | keys file no-such-keys cannot be read"
            + " (NoSuchFileException)",
        "ingest http --in-flight 0 | the collector cannot work with its limits: the number of"
            + " requests in flight, 0, is not positive",
        "sql -f no-such.sql | no-such.sql is not a file; give -f the path of a SQL script"
      })
  void wrongValuesAreShownWithTheirOption(String words, String message) {
    assertThat(Spoken.by(words.split(" ")))
        .isEqualTo(new Spoken(ExitCode.WRONG_USAGE, "", message + System.lineSeparator()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ingest --table events | Missing required parameter: 'FILE' | headwater ingest",
        "ingest a.jsonl | Missing required option: '--table=T' | headwater ingest",
        "ingest kafka --topic t --bootstrap h:1 | Missing required option: '--table=T' | headwater"
            + " ingest kafka",
        "ingest kafka --table events --topic t | Missing required option: '--bootstrap=HOST:PORT' |"
            + " headwater ingest kafka",
        "ingest postgres --table-from a.b --url u | Missing required option: '--table=T' |"
            + " headwater ingest postgres",
        "ingest postgres --table customers --url u | Missing required option:"
            + " '--table-from=SCHEMA.TABLE' | headwater ingest postgres"
      })
  void whatAnIngestIsNotToldIsNamed(String words, String message, String command) {
    Spoken spoken = Spoken.by(words.split(" "));

    assertThat(spoken.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(spoken.err()).contains(message, "See `" + command + " --help`.");
  }

  @Test
  void aBrokerThatIsNotThereIsADependencyThatIsDown() {
    Spoken spoken =
        Spoken.by("ingest kafka --table events --topic t --bootstrap 127.0.0.1:1".split(" "));

    assertThat(spoken.exitCode()).isEqualTo(ExitCode.DEPENDENCY_DOWN);
    assertThat(spoken.err()).contains("no Kafka broker answers at 127.0.0.1:1");
  }

  @Test
  void aCollectorWithoutAPlatformIsADependencyThatIsDown() {
    Spoken spoken = Spoken.by("ingest", "http", "--listen", "127.0.0.1:0", "--port-base", nobody());

    assertThat(spoken.exitCode()).isEqualTo(ExitCode.DEPENDENCY_DOWN);
    assertThat(spoken.err())
        .contains(
            "the platform is not up at 127.0.0.1:" + nobody(), "start it with `headwater up`");
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Spoken spoken = Spoken.by("ingest", "http", "--listen", "127.0.0.1:" + taken.getLocalPort());

      assertThat(spoken.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
      assertThat(spoken.err())
          .startsWith("cannot listen on 127.0.0.1:" + taken.getLocalPort() + " (")
          .contains("choose one with --listen HOST:PORT");
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsADependencyThatIsDown() {
    Spoken spoken =
        Spoken.by(
            "ingest postgres --table customers --table-from public.t --map segment=,name=full_name --url postgres://u@127.0.0.1:1/d"
                .split(" "));

    assertThat(spoken.err()).contains("no Postgres server answers at 127.0.0.1:1");
    assertThat(spoken.exitCode()).isEqualTo(ExitCode.DEPENDENCY_DOWN);
  }

  @Test
  void aPasswordInAUrlIsRefusedAndNotRepeated() {
    Spoken spoken =
        Spoken.by(
            "ingest postgres --table customers --table-from public.t --url postgres://u:s3cret@127.0.0.1:1/d"
                .split(" "));

    assertThat(spoken.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(spoken.err()).contains("--password-file").doesNotContain("s3cret");
  }

  @Test
  void aQueryThatDoesNotReadIsRefusedBeforeAnyPlatformIsAsked() {
    assertThat(Spoken.by("query", "INSERT INTO orders SELECT 1", "--port-base", nobody()))
        .isEqualTo(
            new Spoken(
                ExitCode.WRONG_USAGE,
                "",
                "a query only reads, but this begins with INSERT; run it with `headwater sql`%n"
                    .formatted()));
  }

  @Test
  void aQueryOfTwoStatementsIsRefused() {
    assertThat(Spoken.by("query", "SELECT 1; SELECT 2", "--port-base", nobody()))
        .isEqualTo(
            new Spoken(
                ExitCode.WRONG_USAGE,
                "",
                "a query is one statement, this is 2; run scripts with `headwater sql -f FILE`%n"
                    .formatted()));
  }

  @Test
  void jsonAndCsvExcludeEachOtherAndSoDoHotAndHistory() {
    for (List<String> pair :
        List.of(
            List.of("--json", "--csv"),
            List.of("--hot", "--history"),
            List.of("--hot", "--at=1"))) {
      Spoken spoken = Spoken.by("query", "SELECT 1", pair.get(0), pair.get(1));

      assertThat(spoken.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
      assertThat(spoken.err())
          .contains(pair.get(0), pair.get(1).replaceAll("=.*", ""), "mutually exclusive");
    }
  }

  @Test
  void helpGoesToStdoutAndListsOnlyCommandsThatExist() {
    Spoken help = Spoken.by("--help");

    assertThat(help.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .contains("up ", "demo ", "ingest ", "query ", "serve ", "campaigns ", "maintenance ")
        .contains("schedule ", "backfill ", "verify ", "rejects ")
        .doesNotContain("build-batch");
    assertThat(Spoken.by("query", "--help").out()).contains("headwater query");
  }

  @Test
  void aWrongScheduleStopsUpBeforeAnythingStarts(@TempDir Path directory) throws Exception {
    Path schedule = Files.writeString(directory.resolve("times"), "maintenance = often\nnap = off");
    Path data = directory.resolve("data");

    Spoken up = Spoken.by("up", "--data", data.toString(), "--schedule", schedule.toString());

    assertThat(up.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(up.err())
        .contains("the schedule " + schedule + " cannot be used", "maintenance = often", "nap: ");
    assertThat(data).doesNotExist();
  }

  @Test
  void aDemoThroughServersThatAreNotHereSaysWhatToDo(@TempDir Path home) throws Exception {
    String before = System.getProperty("headwater.home");
    System.setProperty("headwater.home", home.toString());
    try {
      Spoken unbuilt = Spoken.by("demo", "--postgres", "--data", home.resolve("data").toString());
      Files.createDirectory(home.resolve("lib"));
      Spoken image = Spoken.by("demo", "--kafka", "--data", home.resolve("data").toString());

      assertThat(unbuilt.exitCode()).isEqualTo(ExitCode.DEPENDENCY_DOWN);
      assertThat(unbuilt.err())
          .contains("the room ingest/servers is not built", "run `mvn -Dquick package` in " + home);
      assertThat(image.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
      assertThat(image.err()).contains("this image has no Kafka broker and no Postgres");
      assertThat(home.resolve("data")).doesNotExist();
    } finally {
      if (before == null) {
        System.clearProperty("headwater.home");
      } else {
        System.setProperty("headwater.home", before);
      }
    }
  }

  @Test
  void whatAMessageRepeatsCommandsNoTerminal() {
    String hostile = "x\u001B[2J\u0007";
    assertThat(Spoken.by("jobs", "plan", hostile, "--port-base", nobody()).err())
        .startsWith("no job is called x␛[2J␇; the jobs are ");
    assertThat(Spoken.by("settle", "--" + hostile).err())
        .contains("'--x␛[2J␇'")
        .doesNotContain("\u001B", "\u0007");
  }

  @Test
  void wordsForNullAreForCsv(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("events.jsonl"), "{}");
    Spoken spoken =
        Spoken.by("ingest", file.toString(), "--table", "events", "--null", "NULL", "--null=-");

    assertThat(spoken.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(spoken.err())
        .isEqualTo(
            "words for null are for CSV, and %s is read as jsonl; leave out --null, or say --format csv%n"
                .formatted(file));
  }

  @Test
  void theVersionIsSaid() {
    assertThat(Spoken.by("--version").out()).startsWith("headwater ");
  }

  @Test
  void theSameSeedGeneratesTheSameBytesFromTheCommandLine(@TempDir Path directory)
      throws Exception {
    for (String run : List.of("a", "b")) {
      Spoken spoken =
          Spoken.by(
              "--events", "200", "--seed", "7", "generate", "--out", "" + directory.resolve(run));
      assertThat(spoken.exitCode()).as(spoken.err()).isEqualTo(ExitCode.DONE);
    }
    assertThat(directory.resolve("a/events.jsonl"))
        .hasSameBinaryContentAs(directory.resolve("b/events.jsonl"))
        .isNotEmptyFile();
  }

  @Test
  void aQueryServerForOthersWantsToKnowThem() {
    Spoken serve = Spoken.by("serve", "--connect", "127.0.0.1:1", "--listen", "0.0.0.0");
    assertThat(serve.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(serve.err())
        .contains("0.0.0.0 can be reached from elsewhere; give --readers FILE, or")
        .contains("--trusted-network");
  }
}
