package dev.headwater.lake.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpQuestionTest {
  private static final String JSON = "application/json";

  private static HttpQuestion asked(String type, String encoding, byte[] body) {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/query", Unpooled.wrappedBuffer(body));
    request.headers().set("Content-Type", type);
    if (encoding != null) {
      request.headers().set("Content-Encoding", encoding);
    }
    return HttpQuestion.of(new HttpCall(new EmbeddedChannel(), request, Duration.ofSeconds(1)));
  }

  private static HttpQuestion asked(String type, String body) {
    return asked(type, null, body.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] zipped(byte[] body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream to = new GZIPOutputStream(packed)) {
      to.write(body);
    }
    return packed.toByteArray();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"sql\":|1, column 8",
        "{\"sql\":\"SELECT 1\"|1, column 18",
        "{\"sql\":\"SELECT 1\"} {}|1, column 20",
        "nonsense|1, column 9",
        "[1,|1, column 4",
      })
  void jsonThatBreaksOffIsToldWithItsPlace(String body, String place) {
    assertThatThrownBy(() -> asked(JSON, body))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the body is JSON up to line " + place + " only: ")
        .hasMessageEndingWith("; send {\"sql\":\"SELECT …\"}");
  }

  @Test
  void aDocumentWithoutSqlIsRefused() {
    for (String body : new String[] {"{}", "", "[]", "null", "{\"sql\":1}"}) {
      assertThatThrownBy(() -> asked(JSON, body))
          .as(body)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the document has no \"sql\"");
    }
  }

  @Test
  void aZippedBodyIsRead() throws IOException {
    byte[] sql = "SELECT 1".getBytes(StandardCharsets.UTF_8);
    assertThat(asked("text/plain", "gzip", zipped(sql)).request().sql()).isEqualTo("SELECT 1");
    byte[] json = "{\"sql\":\"SELECT 2\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(asked("Application/JSON; charset=utf-8", "X-GZIP", zipped(json)).request().sql())
        .isEqualTo("SELECT 2");
  }

  @Test
  void whatIsUnpackedIsBounded() throws IOException {
    byte[] blanks = new byte[100 * 1024 * 1024];
    Arrays.fill(blanks, (byte) ' ');
    byte[] packed = zipped(blanks);
    assertThat(packed.length).isLessThan(200_000);
    assertThatThrownBy(() -> asked("text/plain", "gzip", packed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the query is longer than 1 MB");
  }

  @Test
  void anEncodingThatIsNotTrueOrNotKnownIsRefused() throws IOException {
    byte[] half = Arrays.copyOf(zipped(new byte[100]), 15);
    for (byte[] body : new byte[][] {"SELECT 1".getBytes(StandardCharsets.UTF_8), half}) {
      assertThatThrownBy(() -> asked("text/plain", "gzip", body))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the body is not gzip as its Content-Encoding says");
    }
    assertThatThrownBy(() -> asked("text/plain", "br", new byte[] {1}))
        .hasMessage("the body's Content-Encoding is 'br'; send it plain or gzip");
  }
}
