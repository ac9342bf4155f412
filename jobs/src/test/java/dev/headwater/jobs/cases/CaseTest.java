package dev.headwater.jobs.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseTest {
  private static final String EVENT = "{\"event_id\": \"e\", \"customer_id\":\"\"}\n";

  @TempDir Path directory;
  private Path folder;

  @BeforeEach
  void giveAnEvent() throws IOException {
    folder = directory.resolve("a-case");
    write("given/events.jsonl", EVENT);
    write("expected/events.csv", "customer_id,event_time\nc,2024-03-01T00:00:00.000Z\n");
  }

  @Test
  void identitiesThatAreThereGetTheNameOfTheCase() throws IOException {
    assertThat(Case.read(folder).files().get(0).lines())
        .containsExactly("{\"event_id\": \"a-case/e\", \"customer_id\":\"\"}");
    write("given/hits.log", "# a remark\n10.0.0.1 - -\n- - -\n");
    assertThat(Case.read(folder).files().get(1).lines())
        .containsExactly("", "a-case/10.0.0.1 - -", "- - -");
  }

  @Test
  void linesAndLettersAreRepeated() {
    assertThat(Template.lines("repeat 11 ${n}${y*3}"))
        .hasSize(11)
        .startsWith("00yyy", "01yyy")
        .endsWith("10yyy");
    assertThat(Template.lines("once")).containsExactly("once");
  }

  @Test
  void withoutAScriptEverythingIsOneRoundThatSettles() throws IOException {
    write("given/orders-2.jsonl", "");
    List<Round> rounds = Case.read(folder).rounds();
    assertThat(rounds).hasSize(1);
    assertThat(rounds.get(0).files().stream().map(GivenFile::table))
        .containsExactly("events", "orders");
    assertThat(rounds.get(0).end()).isEqualTo(Round.End.SETTLE);
  }

  @Test
  void aScriptIsCutIntoRoundsWhereItSettlesOrRestarts() throws IOException {
    write("steps.txt", "# twice\ningest events.jsonl\nrestart\ningest events.jsonl\n\nsettle\n");
    assertThat(Case.read(folder).rounds().stream().map(Round::end))
        .containsExactly(Round.End.RESTART, Round.End.SETTLE);
    write("steps.txt", "wait events.jsonl\n");
    assertThatThrownBy(() -> Case.read(folder)).hasMessageContaining("no step is called wait");
    write("steps.txt", "ingest orders.jsonl\n");
    assertThatThrownBy(() -> Case.read(folder)).hasMessageContaining("there is no");
  }

  @Test
  void aCaseThatExpectsNothingOrCannotTellItsRowsIsNone() throws IOException {
    write("expected/events.csv", "event_time\n2024-03-01T00:00:00.000Z\n");
    assertThatThrownBy(() -> Case.read(folder)).hasMessageContaining("tell the case's rows");
    write("expected/events.csv", "customer_id\n");
    assertThatThrownBy(() -> Case.read(folder)).hasMessageContaining("expects at least one row");
    write("expected/error.txt", "refused\n");
    assertThatThrownBy(() -> Case.read(folder)).hasMessageContaining("ends in -fail");
  }

  @Test
  void rowsAreComparedInAnyOrderAndShownWithWhereTheyStand() throws IOException {
    ExpectedTable expected =
        new ExpectedTable(
            "t", List.of("host"), List.of(List.of("x".repeat(30)), List.of("b"), List.of("b")));
    assertThat(Comparison.difference(expected, List.of(List.of("b"), List.of("c"))))
        .isEqualTo(
            """
            t: 3 rows expected, 2 found; columns host
              expected b
              found    c
              expected xxx…
            """);
    assertThat(
            Comparison.difference(
                expected, List.of(List.of("b"), List.of("x".repeat(30)), List.of("b"))))
        .isEmpty();
    assertThat(Case.read(folder).expected().get(0).rows())
        .containsExactly(List.of("c", "2024-03-01T00:00:00Z"));
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
