package dev.headwater.jobs.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.sql.SqlColumn;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellFormatTest {
  private static SqlColumn column(String type) {
    return new SqlColumn("x", type, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "TIMESTAMP_WITH_LOCAL_TIME_ZONE, 2017-11-26 01:00:00.123, 2017-11-26T01:00:00.123Z",
    "TIMESTAMP_WITH_LOCAL_TIME_ZONE, 2017-11-26T01:00:00Z, 2017-11-26T01:00:00Z",
    "TIMESTAMP_LTZ, 2017-11-26 01:00:00.123Z, 2017-11-26T01:00:00.123Z",
    "TIMESTAMP_WITHOUT_TIME_ZONE, 2017-11-26T01:00:00, 2017-11-26T01:00:00Z",
    "TIMESTAMP, 2017-11-26T01:00:00, 2017-11-26T01:00:00Z",
    "DATE, 2017-11-26, 2017-11-26",
    "VARCHAR, 2017-11-26 01:00:00, 2017-11-26 01:00:00"
  })
  void timesAreUtcWithZAndDatesAndTextsStayAsTheyAre(String type, String value, String shown) {
    assertThat(CellFormat.json(column(type), value)).isEqualTo(shown);
    assertThat(CellFormat.text(column(type), value)).isEqualTo(shown);
  }

  @Test
  void decimalsAreStringsWithTheScaleOfTheirColumn() {
    SqlColumn amount = new SqlColumn("amount", "DECIMAL", 2);

    assertThat(CellFormat.json(amount, new BigDecimal("12.5"))).isEqualTo("12.50");
    assertThat(CellFormat.json(amount, 7L)).isEqualTo("7.00");
    assertThat(CellFormat.json(amount, new BigDecimal("1E+3"))).isEqualTo("1000.00");
    assertThat(CellFormat.json(amount, "-0.10")).isEqualTo("-0.10");
  }

  @Test
  void countsAndTruthValuesStayWhatTheyAre() {
    assertThat(CellFormat.json(column("BIGINT"), 42L)).isEqualTo(42L);
    assertThat(CellFormat.json(column("BOOLEAN"), true)).isEqualTo(true);
    assertThat(CellFormat.text(column("BIGINT"), 42L)).isEqualTo("42");
  }

  @Test
  void nullIsNullInJsonAndEmptyInText() {
    assertThat(CellFormat.json(new SqlColumn("amount", "DECIMAL", 2), null)).isNull();
    assertThat(CellFormat.text(column("TIMESTAMP_LTZ"), null)).isEmpty();
  }
}
