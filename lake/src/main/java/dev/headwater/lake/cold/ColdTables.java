package dev.headwater.lake.cold;

import dev.headwater.lake.tables.DefinitionParser;
import dev.headwater.lake.tables.SqlResources;
import dev.headwater.lake.tables.TableDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.types.Types.NestedField;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tables of the cold catalog, from lake/sql/cold: one file, one table, named with its database. */
public final class ColdTables {
  private static final Logger LOG = LoggerFactory.getLogger(ColdTables.class);

  private final SortedMap<String, ResolvedCatalogTable> byName = new TreeMap<>();

  private ColdTables() {}

  /** The definitions the product ships. */
  public static ColdTables load() {
    DefinitionParser parser = new DefinitionParser();
    ColdTables tables = new ColdTables();
    SqlResources.in("lake/sql/cold")
        .forEach((name, sql) -> tables.byName.put(name, parser.resolve(name, sql)));
    return tables;
  }

  /**
   * Creates what is missing and checks what exists. Columns that a file has at its end, and that
   * may be null, are added.
   *
   * @throws LakeException when an existing table differs from its file; the message shows both
   */
  public void apply(ColdCatalog cold) {
    byName.forEach(
        (name, definition) -> {
          Schema schema = FlinkSchemaUtil.convert(definition.getResolvedSchema());
          Table table =
              create(cold.iceberg(), name, schema, partitions(definition, schema), definition);
          follow(name, table, schema);
        });
    TableDifference.requireNone(differences(cold));
  }

  /** One line a table that is not as its file defines it, showing both. */
  public List<String> differences(ColdCatalog cold) {
    List<String> differences = new ArrayList<>();
    byName.forEach(
        (name, definition) -> {
          Schema schema = FlinkSchemaUtil.convert(definition.getResolvedSchema());
          Table table = cold.table(name);
          String file = columns(schema) + partitions(partitions(definition, schema));
          String existing = columns(table.schema()) + partitions(table.spec());
          if (!file.equals(existing)) {
            differences.add(
                "cold.%s: its file says %s, but it is %s".formatted(name, file, existing));
          }
        });
    return differences;
  }

  /** Names of a table's columns, as its file has them. */
  public List<String> columns(String name) {
    return byName.get(name).getResolvedSchema().getColumnNames();
  }

  private static PartitionSpec partitions(ResolvedCatalogTable definition, Schema schema) {
    PartitionSpec.Builder days = PartitionSpec.builderFor(schema);
    definition.getPartitionKeys().forEach(days::identity);
    return days.build();
  }

  /** Adds columns that the file has behind those of the table and that may be null. */
  private static void follow(String name, Table table, Schema wanted) {
    int known = table.schema().columns().size();
    List<NestedField> columns = wanted.columns();
    if (columns.size() <= known
        || !columns(new Schema(columns.subList(0, known))).equals(columns(table.schema()))
        || columns.subList(known, columns.size()).stream().anyMatch(NestedField::isRequired)) {
      return;
    }
    UpdateSchema update = table.updateSchema();
    columns
        .subList(known, columns.size())
        .forEach(column -> update.addColumn(column.name(), column.type(), column.doc()));
    update.commit();
    table.refresh();
    LOG.info("the table follows its file table=cold.{}", name);
  }

  private static Table create(
      Catalog catalog,
      String name,
      Schema schema,
      PartitionSpec spec,
      ResolvedCatalogTable definition) {
    TableIdentifier identifier = TableIdentifier.parse(name);
    if (!catalog.tableExists(identifier)) {
      try {
        createNamespace(catalog, identifier.namespace());
        catalog.createTable(identifier, schema, spec, definition.getOptions());
        LOG.info("created table=cold.{}", name);
      } catch (AlreadyExistsException createdMeanwhile) {
        LOG.info("another process created table=cold.{}", name);
      }
    }
    return catalog.loadTable(identifier);
  }

  private static void createNamespace(Catalog catalog, Namespace namespace) {
    if (catalog instanceof SupportsNamespaces namespaces
        && !namespaces.namespaceExists(namespace)) {
      namespaces.createNamespace(namespace);
    }
  }

  private static String columns(Schema schema) {
    return schema.columns().stream()
        .map(column -> column.name() + ' ' + column.type() + (column.isRequired() ? "!" : ""))
        .toList()
        .toString();
  }

  private static String partitions(PartitionSpec spec) {
    return " partitioned by " + spec.fields().stream().map(PartitionField::name).toList();
  }
}
