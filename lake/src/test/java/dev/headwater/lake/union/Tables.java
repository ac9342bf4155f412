package dev.headwater.lake.union;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.apache.fluss.metadata.Schema;
import org.apache.fluss.metadata.TableDescriptor;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.row.Decimal;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.TimestampLtz;
import org.apache.fluss.row.TimestampNtz;
import org.apache.fluss.types.DataTypes;

/** One schema with every type in use, and random rows of it. */
public final class Tables {
  public static final Map<String, String> IN_LAKE =
      Map.of("table.datalake.enabled", "true", "table.datalake.freshness", "500ms");

  private Tables() {}

  private static Schema.Builder columns() {
    return Schema.newBuilder()
        .column("day", DataTypes.STRING().copy(false))
        .column("id", DataTypes.BIGINT().copy(false))
        .column("name", DataTypes.STRING())
        .column("amount", DataTypes.DECIMAL(18, 2))
        .column("happened", DataTypes.TIMESTAMP_LTZ(3))
        .column("flag", DataTypes.BOOLEAN())
        .column("count", DataTypes.INT())
        .column("ratio", DataTypes.DOUBLE())
        .column("local", DataTypes.TIMESTAMP(6))
        .column("born", DataTypes.DATE())
        .column("raw", DataTypes.BYTES());
  }

  public static TableDescriptor.Builder keyed(Map<String, String> properties) {
    return TableDescriptor.builder()
        .schema(columns().primaryKey("day", "id").build())
        .properties(properties);
  }

  public static TableDescriptor.Builder log(Map<String, String> properties) {
    return TableDescriptor.builder().schema(columns().build()).properties(properties);
  }

  public static GenericRow row(String day, long id, RandomGenerator random) {
    byte[] raw = new byte[random.nextInt(4)];
    new Random(id).nextBytes(raw);
    return GenericRow.of(
        text(day),
        id,
        maybe(random, text("näme " + random.nextInt(1000))),
        maybe(random, Decimal.fromBigDecimal(BigDecimal.valueOf(random.nextInt(), 2), 18, 2)),
        maybe(random, TimestampLtz.fromEpochMillis(1_500_000_000_123L + random.nextInt())),
        maybe(random, random.nextBoolean()),
        maybe(random, random.nextInt()),
        maybe(random, random.nextDouble()),
        maybe(random, TimestampNtz.fromMillis(random.nextInt(1_000_000), 123_000)),
        maybe(random, random.nextInt(20_000)),
        maybe(random, raw));
  }

  public static BinaryString text(String value) {
    return BinaryString.fromString(value);
  }

  private static Object maybe(RandomGenerator random, Object value) {
    return random.nextInt(8) == 0 ? null : value;
  }
}
