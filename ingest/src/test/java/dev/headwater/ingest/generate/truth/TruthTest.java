package dev.headwater.ingest.generate.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.ingest.generate.truth.AttributedPair.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthTest {
  @TempDir Path directory;

  @Test
  void whatWasWrittenIsReadBack() throws IOException {
    OrderTruth full = new OrderTruth("c", "o", "e1", List.of("e1", "e2"), "e3");
    OrderTruth empty = new OrderTruth("c", "o2", null, List.of(), null);
    Path file = directory.resolve("truth.jsonl");
    Files.writeString(file, full.json().text() + "\n" + empty.json().text() + "\n");
    Truth truth = Truth.read(file);
    assertThat(truth.orders()).containsExactly(full, empty);
    assertThat(truth.pairs())
        .containsExactlyInAnyOrder(
            new AttributedPair(Kind.PATH, "c", "o", "e1"),
            new AttributedPair(Kind.PATH, "c", "o", "e2"),
            new AttributedPair(Kind.FIRST_TOUCH, "c", "o", "e1"),
            new AttributedPair(Kind.FIRST_CLICK, "c", "o", "e3"));
  }

  @Test
  void aTruthIsWrittenAsOneJsonLine() {
    assertThat(new OrderTruth("c\"1", "o", null, List.of("a", "b"), "k").json().text())
        .isEqualTo(
            "{\"customer_id\":\"c\\\"1\",\"order_id\":\"o\",\"first_touch\":null,"
                + "\"path\":[\"a\",\"b\"],\"first_click\":\"k\"}");
  }

  @Test
  void anotherFileIsNamedWithItsLine() throws IOException {
    Path file = directory.resolve("truth.jsonl");
    Files.writeString(file, "{\"order_id\":\"o\"}\n");
    assertThatThrownBy(() -> Truth.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Line 1 of " + file + " is no truth: {\"order_id\":\"o\"}. Generate the files anew.");
  }
}
