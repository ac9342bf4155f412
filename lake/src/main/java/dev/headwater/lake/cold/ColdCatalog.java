package dev.headwater.lake.cold;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.catalogs.Catalogs;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;

/** The Iceberg catalog {@code cold} of a platform, opened without Flink. */
public final class ColdCatalog implements AutoCloseable {
  static final String NAME = "cold";

  private final Catalog catalog;

  /**
   * Opens the catalog, and makes it when it is not there yet.
   *
   * @throws LakeException when its database cannot be opened
   */
  public ColdCatalog(Catalogs catalogs) {
    Map<String, String> options = new HashMap<>(catalogs.options().get(NAME));
    // Flink's name of the connector; to Iceberg itself it would be a kind of catalog.
    options.remove("type");
    try {
      Files.createDirectories(catalogs.cold());
      catalog = CatalogUtil.buildIcebergCatalog(NAME, options, new Configuration());
    } catch (IOException | RuntimeException e) {
      throw LakeException.external(
          "the cold catalog in " + catalogs.cold() + " cannot be opened", e);
    }
  }

  Catalog iceberg() {
    return catalog;
  }

  /** Names of all tables with their namespaces, such as {@code archive.events}. */
  public List<String> names() {
    return ((SupportsNamespaces) catalog)
        .listNamespaces().stream()
            .flatMap(namespace -> catalog.listTables(namespace).stream())
            .map(TableIdentifier::toString)
            .sorted()
            .toList();
  }

  /**
   * A table as it is now.
   *
   * @param name namespace and table, such as {@code archive.events}
   * @throws LakeException when there is no such table
   */
  public Table table(String name) {
    try {
      return catalog.loadTable(TableIdentifier.parse(name));
    } catch (NoSuchTableException e) {
      throw LakeException.user("there is no table cold." + name + "; start the platform again", e);
    }
  }

  @Override
  public void close() {
    try {
      if (catalog instanceof Closeable closeable) {
        closeable.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the cold catalog did not close", e);
    }
  }
}
