package dev.headwater.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.ingest.record.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.fluss.row.BinaryString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the records of a body begin and end. */
public class BodyReaderTest {
  private static final String LINES = "application/x-ndjson";
  private static final CollectorLimits LIMITS = CollectorLimits.usual().of(3 << 20, 10, 10);

  private final BodyReader bodies = new BodyReader(LIMITS);

  @Test
  void anObjectIsOneRecordHoweverItIsWritten() throws Exception {
    assertThat(records(" {\"a\":1}\r\n", "")).containsExactly("{\"a\":1}");
    assertThat(records("{\n  \"a\": {\"b\": [1,\n2]}\n}\n", "application/json"))
        .containsExactly("{\n  \"a\": {\"b\": [1,\n2]}\n}");
  }

  @Test
  void anArrayHasARecordForEachOfItsValues() throws Exception {
    assertThat(
            records(
                "\n[ {\"ä\":\"]},[\"} ,\n {\"b\":[{}]}, 12, \"te\\\"xt\", null,true, [1] ]  ", ""))
        .containsExactly(
            "{\"ä\":\"]},[\"}", "{\"b\":[{}]}", "12", "\"te\\\"xt\"", "null", "true", "[1]");
    assertThat(records("[]", "")).isEmpty();
  }

  @Test
  void linesAreRecordsAndBlankOnesAreNot() throws Exception {
    assertThat(records("{\"a\":1}\n\n  \r\n{\"b\":2}\r\noops", ""))
        .containsExactly("{\"a\":1}", "{\"b\":2}", "oops");
    assertThat(records("oops\n{\"b\":2}", LINES)).containsExactly("oops", "{\"b\":2}");
    assertThat(records("oops", "text/plain;charset=UTF-8")).containsExactly("oops");
  }

  @Test
  void aBodyThatIsNeitherIsRefusedAsAWhole() {
    String end =
        "; nothing of it was written. Lines of JSON are taken one by one with Content-Type:"
            + " application/x-ndjson";
    assertRefused("{\n\"a\":\n", 400, "malformed_body");
    assertRefused("{\n} {\n}", 400, "malformed_body");
    assertRefused("[{\"a\":1},", 400, "malformed_body");
    assertRefused("[{\"a\":1} {}]", 400, "malformed_body");
    assertThatThrownBy(() -> read("[1] 2", ""))
        .hasMessageContaining("there is more behind the array, from byte 4" + end);
    assertRefused(" \n", 400, "empty");
  }

  @Test
  void moreRecordsThanABodyMayHaveAreRefused() throws Exception {
    assertThat(records("[" + "1,".repeat(9_999) + "1]", "")).hasSize(10_000);
    assertRefused("[" + "1,".repeat(10_000) + "1]", 413, "too_large");
    assertRefused("1\n".repeat(10_001), 413, "too_large");
  }

  @Test
  void aRecordThatIsTooLongIsShownCut() throws Exception {
    String id = "x".repeat(Line.MAX_BYTES);
    PostedRecords found = read("{\"id\":\"" + id + "\"}", "");
    Line line = new Line();
    found.show(0, BinaryString.fromString("s"), line);
    assertThat(line.cutFrom).isEqualTo(id.length() + 9);
    assertThat(line.length).isEqualTo(Line.KEPT_BYTES);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 3 << 20})
  void packedBodiesAreUnpacked(int size) throws Exception {
    byte[] body = new byte[size];
    Arrays.fill(body, (byte) 'x');
    assertThat(bodies.unzip(gzip(body))).isEqualTo(body);
  }

  @Test
  void aBombIsNotUnpacked() throws Exception {
    byte[] bomb = gzip(new byte[LIMITS.bodyBytes() + 1]);
    assertThat(bomb).hasSizeLessThan(10_000);
    assertThatThrownBy(() -> bodies.unzip(bomb))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("unpacked it has more than 3145728 bytes");
  }

  @Test
  void whatIsNotGzipIsRefused() throws Exception {
    assertThatThrownBy(() -> bodies.unzip("{}".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("bad_gzip");
    byte[] cut = Arrays.copyOf(gzip("{\"a\":1}".getBytes(StandardCharsets.UTF_8)), 15);
    assertThatThrownBy(() -> bodies.unzip(cut)).hasMessageContaining("bad_gzip");
  }

  private void assertRefused(String body, int status, String code) {
    assertThatThrownBy(() -> read(body, ""))
        .as(body)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.answer().status().code()).isEqualTo(status);
              assertThat(refused.answer().document()).containsEntry("error", code);
            });
  }

  private List<String> records(String body, String contentType) throws RefusedException {
    PostedRecords found = read(body, contentType);
    List<String> texts = new ArrayList<>();
    Line line = new Line();
    for (int i = 0; i < found.size(); i++) {
      found.show(i, BinaryString.fromString("s"), line);
      assertThat(line.number).isEqualTo(i);
      texts.add(line.text());
    }
    return texts;
  }

  private PostedRecords read(String body, String contentType) throws RefusedException {
    return bodies.read(body.getBytes(StandardCharsets.UTF_8), contentType);
  }

  public static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    }
    return packed.toByteArray();
  }
}
