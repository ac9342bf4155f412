package dev.headwater.jobs.function;

import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.CallContext;
import org.apache.flink.table.types.inference.StaticArgument;
import org.apache.flink.table.types.inference.StaticArgumentTrait;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/**
 * Turns the deletes of a table into rows that say so, for a mirror that is never deleted from.
 *
 * <p>In SQL: {@code tombstones(input => TABLE sessions)}. The result has the columns of the input
 * and {@code deleted}, a BOOLEAN; it keeps no state.
 */
public class Tombstones extends ProcessTableFunction<Row> {
  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return TypeInference.newBuilder()
        .staticArguments(
            StaticArgument.table(
                "input",
                Row.class,
                false,
                EnumSet.of(
                    StaticArgumentTrait.ROW_SEMANTIC_TABLE, StaticArgumentTrait.SUPPORT_UPDATES)))
        .outputTypeStrategy(call -> Optional.of(result(call)))
        .build();
  }

  private static DataType result(CallContext call) {
    DataType input = call.getTableSemantics(0).orElseThrow().dataType();
    return DataTypes.ROW(
        Stream.concat(
                DataType.getFields(input).stream(),
                Stream.of(DataTypes.FIELD("deleted", DataTypes.BOOLEAN().notNull())))
            .toList());
  }

  /** Called by Flink for every change. */
  public void eval(Row input) {
    RowKind change = input.getKind();
    if (change != RowKind.UPDATE_BEFORE) {
      input.setKind(RowKind.INSERT);
      collect(Row.join(input, Row.of(change == RowKind.DELETE)));
    }
  }
}
