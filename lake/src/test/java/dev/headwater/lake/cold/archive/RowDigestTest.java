package dev.headwater.lake.cold.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.row.Decimal;
import org.apache.fluss.row.TimestampLtz;
import org.junit.jupiter.api.Test;

class RowDigestTest {
  private static Fingerprint of(Object... row) {
    return new RowDigest().of(Arrays.asList(row));
  }

  @Test
  void aRowFromFlussAndItsCopyInIcebergAreTheSame() {
    Instant time = Instant.parse("2024-02-29T23:59:59.999Z");
    BigDecimal amount = new BigDecimal("-0.10");

    assertThat(
            of(
                BinaryString.fromString("ü"),
                TimestampLtz.fromInstant(time),
                Decimal.fromBigDecimal(amount, 18, 2),
                null))
        .isEqualTo(of("ü", time.atOffset(ZoneOffset.UTC), amount, null));
  }

  @Test
  void aNullIsNoEmptyTextAndNeighboursDoNotRunTogether() {
    assertThat(List.of(of("", "ab"), of(null, "ab"), of("a", "b"), of("ab", "")))
        .doesNotHaveDuplicates();
  }

  @Test
  void rowsInAnotherOrderAreTheSameAndARowTwiceIsNot() {
    Fingerprint a = of("a");
    Fingerprint b = of("b");

    assertThat(a.plus(b).plus(a)).isEqualTo(a.plus(a).plus(b)).isNotEqualTo(a.plus(b).plus(b));
  }
}
