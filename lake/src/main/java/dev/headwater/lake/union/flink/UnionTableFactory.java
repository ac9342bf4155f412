package dev.headwater.lake.union.flink;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.DataType;

/** Finds the connector {@code headwater-union}: complete, bounded reads of one table. */
public final class UnionTableFactory implements DynamicTableSourceFactory {
  @Override
  public String factoryIdentifier() {
    return UnionOptions.IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(UnionOptions.BOOTSTRAP_SERVERS, UnionOptions.TABLE);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(UnionOptions.DATABASE, UnionOptions.SIDE, UnionOptions.WAREHOUSE);
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    helper.validate();
    DataType type = context.getCatalogTable().getResolvedSchema().toPhysicalRowDataType();
    return new UnionTableSource(
        new ScanSpec(
            helper.getOptions().get(UnionOptions.BOOTSTRAP_SERVERS),
            helper.getOptions().get(UnionOptions.DATABASE),
            helper.getOptions().get(UnionOptions.TABLE),
            helper.getOptions().get(UnionOptions.SIDE),
            helper.getOptions().get(UnionOptions.WAREHOUSE),
            DataType.getFieldNames(type)));
  }
}
