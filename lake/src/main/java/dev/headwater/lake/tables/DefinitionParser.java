package dev.headwater.lake.tables;

import dev.headwater.lake.Causes;
import dev.headwater.lake.LakeException;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.ddl.CreateTableOperation;
import org.apache.fluss.flink.utils.FlinkConversions;
import org.apache.fluss.metadata.TableDescriptor;

/** Reads CREATE TABLE statements with Flink's own parser and turns them into Fluss descriptors. */
public final class DefinitionParser {
  /**
   * How Flink's sinks write any table. Fluss 0.9.1 makes the batches of a writer smaller while they
   * are little used, and then leaves a row that is larger than a batch out without a word.
   */
  private static final Map<String, String> WRITING =
      Map.of(
          "client.writer.dynamic-batch-size.enabled", "false",
          "client.writer.batch-size", "512kb");

  private final TableEnvironmentInternal environment =
      (TableEnvironmentInternal)
          TableEnvironment.create(EnvironmentSettings.newInstance().inStreamingMode().build());

  TableDefinition parse(String name, String sql) {
    ResolvedCatalogTable resolved = resolve(name, sql);
    if (!resolved.getResolvedSchema().getWatermarkSpecs().isEmpty()) {
      throw invalid(
          name,
          "it declares a WATERMARK, which turns every delta join on the table into a stateful join;"
              + " remove it",
          null);
    }
    TableDescriptor descriptor =
        TableDescriptor.builder(FlinkConversions.toFlussTable(resolved))
            .customProperties(WRITING)
            .build();
    return new TableDefinition(name, sql, descriptor);
  }

  /** The one table of a file; a name with a dot is a database and a table. */
  public ResolvedCatalogTable resolve(String name, String sql) {
    List<Operation> operations;
    try {
      operations = environment.getParser().parse(sql);
    } catch (RuntimeException e) {
      throw invalid(name, Causes.deepest(e), e);
    }
    if (operations.size() != 1 || !(operations.get(0) instanceof CreateTableOperation create)) {
      throw invalid(name, "it must hold exactly one CREATE TABLE statement", null);
    }
    ObjectIdentifier identifier = create.getTableIdentifier();
    String defined =
        name.contains(".")
            ? identifier.getDatabaseName() + "." + identifier.getObjectName()
            : identifier.getObjectName();
    if (!defined.equals(name)) {
      throw invalid(
          name, "it defines the table " + defined + "; file and table share one name", null);
    }
    CatalogTable table = create.getCatalogTable();
    if (!(table instanceof ResolvedCatalogTable resolved)) {
      throw new IllegalStateException("the parser left the table " + name + " unresolved");
    }
    return resolved;
  }

  private static LakeException invalid(String name, String problem, Throwable cause) {
    return LakeException.user(
        "the table definition " + name + ".sql cannot be used: " + problem, cause);
  }
}
