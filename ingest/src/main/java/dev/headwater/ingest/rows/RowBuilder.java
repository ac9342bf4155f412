package dev.headwater.ingest.rows;

import dev.headwater.ingest.record.Line;
import dev.headwater.ingest.record.RecordShape;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.record.UtcDates;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.row.GenericRow;

/** Makes table rows of decoded values, with the columns that are not fields. */
final class RowBuilder {
  private static final int ABSENT = -1;

  private final int[] columnOfField;
  private final int columns;
  private final int dateColumn;
  private final int sourceColumn;
  private final int positionColumn;
  private final int currencyColumn;
  private final BinaryString defaultCurrency;
  private final UtcDates dates = new UtcDates();

  RowBuilder(RecordShape shape, RowLayout layout, String defaultCurrency) {
    this.columnOfField =
        shape.fields().stream().mapToInt(field -> layout.index(field.name())).toArray();
    RecordType type = shape.type();
    this.columns = layout.size();
    this.dateColumn = type.dateColumn().map(layout::index).orElse(ABSENT);
    this.sourceColumn = type.carriesSource() ? layout.index("source") : ABSENT;
    this.positionColumn = type.carriesSource() ? layout.index("position") : ABSENT;
    this.currencyColumn = type == RecordType.ORDERS ? layout.index("currency") : ABSENT;
    this.defaultCurrency = BinaryString.fromString(defaultCurrency);
  }

  GenericRow row(Object[] values, long timeMillis, Line line) {
    GenericRow row = new GenericRow(columns);
    for (int i = 0; i < values.length; i++) {
      row.setField(columnOfField[i], values[i]);
    }
    if (dateColumn != ABSENT) {
      row.setField(dateColumn, dates.of(timeMillis));
    }
    if (sourceColumn != ABSENT) {
      row.setField(sourceColumn, line.source);
      row.setField(positionColumn, line.number);
    }
    if (currencyColumn != ABSENT && row.isNullAt(currencyColumn)) {
      row.setField(currencyColumn, defaultCurrency);
    }
    return row;
  }
}
