package dev.headwater.lake.union.flink;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.factories.CatalogFactory;
import org.apache.flink.table.factories.FactoryUtil;

/** Finds the catalog {@code headwater-union}: every table of a database, read completely. */
public final class UnionCatalogFactory implements CatalogFactory {
  @Override
  public String factoryIdentifier() {
    return UnionOptions.IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(UnionOptions.BOOTSTRAP_SERVERS);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(UnionOptions.DATABASE, UnionOptions.SIDE, UnionOptions.WAREHOUSE);
  }

  @Override
  public Catalog createCatalog(Context context) {
    FactoryUtil.CatalogFactoryHelper helper = FactoryUtil.createCatalogFactoryHelper(this, context);
    helper.validate();
    return new UnionCatalog(
        context.getName(),
        helper.getOptions().get(UnionOptions.BOOTSTRAP_SERVERS),
        helper.getOptions().get(UnionOptions.DATABASE),
        helper.getOptions().get(UnionOptions.SIDE),
        helper.getOptions().get(UnionOptions.WAREHOUSE));
  }
}
