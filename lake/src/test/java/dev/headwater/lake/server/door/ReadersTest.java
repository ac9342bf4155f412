package dev.headwater.lake.server.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.server.ask.Reader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a readers file says, and what a person is told when it is no good. */
class ReadersTest {
  @TempDir Path directory;

  @Test
  void aReaderIsFoundByItsSecretAloneOrWithItsName() throws Exception {
    Readers readers =
        readers(
            """
            # who     what                            which secret
            bi        attributed_orders,Orders_Daily  %s

            operator  *                               %s
            """
                .formatted(digest("bi-secret"), digest("op:secret")));
    Reader bi = new Reader("bi", Optional.of(Set.of("attributed_orders", "orders_daily")));
    Reader operator = new Reader("operator", Optional.empty());

    assertThat(readers.presenting("Bearer bi-secret")).contains(bi);
    assertThat(readers.presenting("bearer op:secret")).contains(operator);
    assertThat(readers.presenting(basic("bi:bi-secret"))).contains(bi);
    assertThat(readers.presenting(basic("operator:op:secret"))).contains(operator);
    assertThat(bi.mayRead("ORDERS_DAILY")).isTrue();
    assertThat(bi.mayRead("order_mart")).isFalse();
    assertThat(operator.mayRead("order_mart")).isTrue();
  }

  @Test
  void nobodyElseIsFound() throws Exception {
    String digest = digest("bi-secret");
    Readers readers = readers("bi * " + digest);

    assertThat(readers.presenting(null)).isEmpty();
    assertThat(readers.presenting("")).isEmpty();
    assertThat(readers.presenting("Bearer other")).isEmpty();
    assertThat(readers.presenting("Bearer " + digest)).isEmpty();
    assertThat(readers.presenting("bi-secret")).isEmpty();
    assertThat(readers.presenting(basic("operator:bi-secret"))).isEmpty();
    assertThat(readers.presenting(basic("bi:other"))).isEmpty();
    assertThat(readers.presenting(basic("bi-secret"))).isEmpty();
    assertThat(readers.presenting("Basic bi:bi-secret")).isEmpty();
    assertThat(Readers.anyone().presenting(null)).contains(Reader.ANYONE);
  }

  @Test
  void everyProblemIsToldAtOnceAndNoSecretIsShown() {
    String text =
        """
        a orders plain-secret
        b orders,hot.events %s
        bö * %s
        c orders
        d * %s
        d * %s
        """
            .formatted(digest("1"), digest("2"), digest("3"), digest("3"));

    assertThatThrownBy(() -> readers(text))
        .isInstanceOfSatisfying(
            LakeException.class, e -> assertThat(e.actor()).isEqualTo(LakeException.Actor.USER))
        .hasMessage(
            "readers file "
                + directory.resolve("readers")
                + " cannot be used: line 1: the third word is not sha256: and 64 hexadecimal"
                + " digits; line 2: 'hot.events' is no name of a view or table, without its schema;"
                + " line 3: the name is not letters, digits, dots, dashes and underscores, at most"
                + " 64; line 4 has 2 words, not 3; the name d stands there twice; the secret of d"
                + " stands there twice; a line is NAME VIEW[,VIEW…]|* sha256:HEX");
  }

  @Test
  void anEmptyFileOrOneThatEveryoneCanWriteIsRefused() throws Exception {
    assertThatThrownBy(() -> readers("# nobody yet\n")).hasMessageContaining("it names nobody");
    Path file = Files.writeString(directory.resolve("open"), "bi * " + digest("1"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThatThrownBy(() -> Readers.read(file))
        .hasMessage(
            "readers file %s can be written by everyone; run `chmod o-w %s` first"
                .formatted(file, file));
  }

  private Readers readers(String text) throws IOException {
    return Readers.read(Files.writeString(directory.resolve("readers"), text));
  }

  static String basic(String words) {
    return "Basic " + Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8));
  }

  static String digest(String secret) {
    return "sha256:" + HexFormat.of().formatHex(Readers.sha256(secret));
  }
}
