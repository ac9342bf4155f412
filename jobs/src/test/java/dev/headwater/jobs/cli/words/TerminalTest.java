package dev.headwater.jobs.cli.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What comes from outside commands no terminal. */
class TerminalTest {
  private static final String HOSTILE = "a\u001B[31mb\u0007c\u009B2Jd\u202Ee\rf";
  private static final String SHOWN = "a␛[31mb␇c�2Jd�e␍f";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream target = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void controlCharactersAreShownByTheirSigns() {
    assertThat(Visible.word(HOSTILE + "\n\t")).isEqualTo(SHOWN + "␊␉");
    assertThat(Visible.text(HOSTILE + "\n\t")).isEqualTo(SHOWN + "\n\t");
    assertThat(Visible.word("näht ⛵ 👩‍👩‍👧")).isEqualTo("näht ⛵ 👩‍👩‍👧");
  }

  @Test
  void cellsAndHeadsOfATableAreWords() {
    assertThat(new TextTable("h\u001B[1m").row("x\ny\u0007").text())
        .isEqualTo("h␛[1m\n─────\nx␊y␇\n");
  }

  @Test
  void whateverIsPrintedIsSafeWithoutAStyleOfOurOwn() {
    PrintStream guarded = Terminal.guarded(target, false);
    guarded.println(HOSTILE);
    guarded.printf("%s%n", HOSTILE);
    new PrintWriter(guarded, true, Charset.defaultCharset()).println(HOSTILE);

    assertThat(printed()).isEqualTo((SHOWN + "\n").repeat(3));
  }

  @Test
  void onATerminalOurBoldAndColoursStayAndNothingElseDoes() {
    Terminal.guarded(target, true)
        .print("\u001B[1mready\u001B[21m\u001B[0m\u001B[2J\u001B]0;x\u0007");

    assertThat(printed()).isEqualTo("\u001B[1mready\u001B[21m\u001B[0m␛[2J␛]0;x␇");
  }

  @Test
  void charactersThatArriveByteByByteStayWhole() {
    PrintStream guarded = Terminal.guarded(target, false);
    for (byte one : "ü\u009B⛵👩".getBytes(Charset.defaultCharset())) {
      guarded.write(one);
    }
    guarded.flush();

    assertThat(printed()).isEqualTo("ü�⛵👩");
  }

  @Test
  void aDocumentStaysTheSameJson() {
    assertThat(Json.escaped("{\"a\":\"ü\u009B\u007F\"}")).isEqualTo("{\"a\":\"ü\\u009b\\u007f\"}");
  }
}
