package dev.headwater.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.ingest.record.BadRecordException;
import dev.headwater.ingest.record.Field;
import dev.headwater.ingest.record.FieldKind;
import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.record.Reason;
import dev.headwater.ingest.record.RecordShape;
import dev.headwater.ingest.record.RecordText;
import dev.headwater.ingest.record.RecordType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.fluss.types.DataTypes;
import org.junit.jupiter.api.Test;

/** Columns that the platform's table got by itself. */
class AddedFieldsTest {
  private static final RecordShape SHAPE =
      RecordShape.of(RecordType.CAMPAIGNS)
          .with(
              List.of(
                  Field.optional("rank", FieldKind.INTEGER),
                  Field.optional("reach", FieldKind.LONG),
                  Field.optional("share", FieldKind.DOUBLE)));

  @Test
  void areReadByTheTypeOfTheirColumnAndKeptInTheRecord() throws Exception {
    Object[] values = decode(",\"rank\":-7,\"share\":0.25,\"reach\":9007199254740993");
    assertThat(values[5]).isEqualTo(-7);
    assertThat(values[6]).isEqualTo(9_007_199_254_740_993L);
    assertThat(values[7]).isEqualTo(0.25);
    assertThat(new RecordText(SHAPE).of(values))
        .isEqualTo(
            "{\"campaign_id\":\"k\",\"name\":\"n\",\"updated_at\":\"2017-11-26T01:00:00Z\",\"rank\":-7,\"reach\":9007199254740993,\"share\":0.25}");
    assertThat(decode("")[5]).isNull();
  }

  @Test
  void refuseAValueOfAnotherType() {
    for (String field :
        List.of("\"rank\":1.5", "\"rank\":\"7\"", "\"rank\":3000000000", "\"share\":true")) {
      assertThatThrownBy(() -> decode("," + field))
          .isInstanceOfSatisfying(
              BadRecordException.class,
              refusal -> assertThat(refusal.reason()).isEqualTo(Reason.WRONG_TYPE));
    }
  }

  @Test
  void areThoseThatIngestCanFill() {
    assertThat(FieldKind.ofColumn(DataTypes.STRING())).contains(FieldKind.TEXT);
    assertThat(FieldKind.ofColumn(DataTypes.TIMESTAMP_LTZ(3))).contains(FieldKind.TIME);
    assertThat(FieldKind.ofColumn(DataTypes.DECIMAL(18, 2))).contains(FieldKind.AMOUNT);
    assertThat(FieldKind.ofColumn(DataTypes.BOOLEAN())).contains(FieldKind.FLAG);
    assertThat(FieldKind.ofColumn(DataTypes.INT())).contains(FieldKind.INTEGER);
    assertThat(FieldKind.ofColumn(DataTypes.BYTES())).isEmpty();
  }

  private static Object[] decode(String more) throws BadRecordException {
    Line line = new Line();
    line.bytes =
        ("{\"campaign_id\":\"k\",\"name\":\"n\",\"updated_at\":\"2017-11-26T01:00:00Z\""
                + more
                + "}")
            .getBytes(StandardCharsets.UTF_8);
    line.length = line.bytes.length;
    Object[] values = new Object[SHAPE.fields().size()];
    assertThat(new JsonRecordDecoder(SHAPE, Set.of()).decode(line, values)).isZero();
    return values;
  }
}
