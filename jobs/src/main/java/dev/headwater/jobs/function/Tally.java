package dev.headwater.jobs.function;

import java.util.OptionalLong;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.functions.ChangelogFunction;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.table.functions.TableSemantics;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.types.ColumnList;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/**
 * Counts the rows of windows. The result is updated with every row, however late; the state of a
 * window goes when it has left the hot horizon.
 *
 * <p>In SQL: {@code tally(input => TABLE requests PARTITION BY shard, starts =>
 * DESCRIPTOR(window_start))}. Those columns of the input that it is not partitioned by are the key
 * of the count, among them the start of the window, which is at most a day long. The result has
 * these columns and {@code records}, a BIGINT.
 */
public class Tally extends ProcessTableFunction<Row> implements ChangelogFunction {
  private transient StateHorizon horizon;
  private transient int[] keyColumns;
  private transient WindowCounts windows;

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return TallyTypes.inference(types);
  }

  @Override
  public ChangelogMode getChangelogMode(ChangelogContext context) {
    return ChangelogMode.all();
  }

  @Override
  public void open(FunctionContext context) {
    horizon = StateHorizon.of(context);
  }

  /** Called by Flink for every row. */
  public void eval(
      Context context, MapView<Row, Long> counts, ShardClock clock, Row input, ColumnList starts)
      throws Exception {
    if (windows == null) {
      TableSemantics semantics = context.tableSemanticsFor(TallyTypes.INPUT);
      keyColumns = TallyTypes.keyColumns(semantics);
      windows = new WindowCounts(horizon, TallyTypes.window(semantics, starts));
    }
    Row key = Row.project(input, keyColumns);
    OptionalLong before = windows.add(counts, clock, key);
    if (before.isEmpty()) {
      return;
    }
    long count = before.getAsLong();
    if (count == 0) {
      collect(result(RowKind.INSERT, key, 1));
    } else {
      collect(result(RowKind.UPDATE_BEFORE, key, count));
      collect(result(RowKind.UPDATE_AFTER, key, count + 1));
    }
  }

  private static Row result(RowKind kind, Row key, long records) {
    Row result = Row.join(key, Row.of(records));
    result.setKind(kind);
    return result;
  }
}
