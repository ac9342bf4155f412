package dev.headwater.jobs.function;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.TableSemantics;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.CallContext;
import org.apache.flink.table.types.inference.StateTypeStrategy;
import org.apache.flink.table.types.inference.StaticArgument;
import org.apache.flink.table.types.inference.StaticArgumentTrait;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.types.ColumnList;
import org.apache.flink.types.Row;

/** What {@link Tally} takes, keeps and gives, whatever the columns of its input are. */
final class TallyTypes {
  static final String INPUT = "input";

  private TallyTypes() {}

  static TypeInference inference(DataTypeFactory types) {
    LinkedHashMap<String, StateTypeStrategy> state = new LinkedHashMap<>();
    state.put("counts", kept(call -> MapView.newMapViewDataType(key(call), DataTypes.BIGINT())));
    state.put("clock", kept(call -> types.createDataType(ShardClock.class)));
    return TypeInference.newBuilder()
        .staticArguments(
            StaticArgument.table(
                INPUT, Row.class, false, EnumSet.of(StaticArgumentTrait.SET_SEMANTIC_TABLE)),
            StaticArgument.scalar("starts", DataTypes.DESCRIPTOR(), false))
        .stateTypeStrategies(state)
        .outputTypeStrategy(call -> Optional.of(result(call)))
        .build();
  }

  private static StateTypeStrategy kept(Function<CallContext, DataType> type) {
    return StateTypeStrategy.of(call -> Optional.of(type.apply(call)), Duration.ZERO);
  }

  private static DataType key(CallContext call) {
    return DataTypes.ROW(keyFields(semantics(call)));
  }

  private static DataType result(CallContext call) {
    List<DataTypes.Field> key = keyFields(semantics(call));
    call.getArgumentValue(1, ColumnList.class).ifPresent(starts -> window(key, starts));
    return DataTypes.ROW(
        Stream.concat(
                key.stream(), Stream.of(DataTypes.FIELD("records", DataTypes.BIGINT().notNull())))
            .toList());
  }

  private static TableSemantics semantics(CallContext call) {
    return call.getTableSemantics(0).orElseThrow();
  }

  /** Positions of the key's columns in the input: all that it is not partitioned by. */
  static int[] keyColumns(TableSemantics input) {
    return IntStream.range(0, DataType.getFieldCount(input.dataType()))
        .filter(i -> IntStream.of(input.partitionByColumns()).noneMatch(shard -> shard == i))
        .toArray();
  }

  /** Position of the window's start in the key. */
  static int window(TableSemantics input, ColumnList starts) {
    return window(keyFields(input), starts);
  }

  private static List<DataTypes.Field> keyFields(TableSemantics input) {
    List<DataTypes.Field> fields = DataType.getFields(input.dataType());
    return IntStream.of(keyColumns(input)).mapToObj(fields::get).toList();
  }

  private static int window(List<DataTypes.Field> key, ColumnList starts) {
    return IntStream.range(0, key.size())
        .filter(i -> starts.getNames().equals(List.of(key.get(i).getName())))
        .filter(i -> isTime(key.get(i)))
        .findFirst()
        .orElseThrow(
            () ->
                new ValidationException(
                    "tally: `starts` is to name one TIMESTAMP_LTZ column of the input that it is not partitioned by, but names "
                        + starts));
  }

  private static boolean isTime(DataTypes.Field field) {
    return field.getDataType().getLogicalType().is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
  }
}
