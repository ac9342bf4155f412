package dev.headwater.lake.catalogs;

import java.util.HashMap;
import java.util.Map;
import org.apache.fluss.metadata.TableInfo;
import org.apache.paimon.CoreOptions;
import org.apache.paimon.catalog.Catalog;
import org.apache.paimon.catalog.CatalogContext;
import org.apache.paimon.catalog.CatalogFactory;
import org.apache.paimon.catalog.Identifier;
import org.apache.paimon.options.Options;
import org.apache.paimon.table.FileStoreTable;

/**
 * A table in the lake as one snapshot has it.
 *
 * @param catalog that the table came from
 * @param table with the columns that tiering adds
 */
public record LakeTable(Catalog catalog, FileStoreTable table) implements AutoCloseable {
  /**
   * Opens the table.
   *
   * @param lakeOptions options of the lake's catalog that win over those the cluster announces
   */
  public static LakeTable open(TableInfo table, long snapshot, Map<String, String> lakeOptions)
      throws Exception {
    return open(
        table, Map.of(CoreOptions.SCAN_SNAPSHOT_ID.key(), Long.toString(snapshot)), lakeOptions);
  }

  /** Opens the table as its newest snapshot has it. */
  public static LakeTable newest(TableInfo table, Map<String, String> lakeOptions)
      throws Exception {
    return open(table, Map.of(), lakeOptions);
  }

  private static LakeTable open(
      TableInfo table, Map<String, String> reading, Map<String, String> lakeOptions)
      throws Exception {
    Map<String, String> options = new HashMap<>();
    LakeLocation.announcedWith(table).map(LakeLocation::catalog).ifPresent(options::putAll);
    options.putAll(lakeOptions);
    Catalog catalog = CatalogFactory.createCatalog(CatalogContext.create(Options.fromMap(options)));
    Identifier name =
        Identifier.create(
            table.getTablePath().getDatabaseName(), table.getTablePath().getTableName());
    return new LakeTable(catalog, (FileStoreTable) catalog.getTable(name).copy(reading));
  }

  @Override
  public void close() throws Exception {
    catalog.close();
  }
}
