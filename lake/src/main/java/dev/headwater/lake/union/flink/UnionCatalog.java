package dev.headwater.lake.union.flink;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.Patience;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.union.Side;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogDatabase;
import org.apache.flink.table.catalog.CatalogDatabaseImpl;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;
import org.apache.fluss.client.Connection;
import org.apache.fluss.client.ConnectionFactory;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.flink.utils.FlinkConversions;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;

/** The tables of one Fluss database, each as a complete, bounded read of one side. */
final class UnionCatalog extends ReadOnlyCatalog {
  private final String bootstrapServers;
  private final String database;
  private final Side side;
  private final String warehouse;
  private Connection connection;

  UnionCatalog(String name, String bootstrapServers, String database, Side side, String warehouse) {
    super(name, database);
    this.bootstrapServers = bootstrapServers;
    this.database = database;
    this.side = side;
    this.warehouse = warehouse;
  }

  @Override
  public void open() {
    connection = ConnectionFactory.createConnection(FlussClient.configuration(bootstrapServers));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (Exception e) {
      throw new CatalogException("cannot close the connection to " + bootstrapServers, e);
    }
  }

  @Override
  public List<String> listDatabases() {
    return List.of(database);
  }

  @Override
  public CatalogDatabase getDatabase(String name) throws DatabaseNotExistException {
    requireDatabase(name);
    return new CatalogDatabaseImpl(Map.of(), "complete reads, side " + side);
  }

  @Override
  public List<String> listTables(String name) throws DatabaseNotExistException {
    requireDatabase(name);
    return admin("the tables of " + name, admin -> admin.listTables(name));
  }

  @Override
  public boolean tableExists(ObjectPath path) {
    return path.getDatabaseName().equals(database)
        && admin("the table " + path, admin -> admin.tableExists(flussPath(path)));
  }

  @Override
  public CatalogBaseTable getTable(ObjectPath path) throws TableNotExistException {
    if (!tableExists(path)) {
      throw new TableNotExistException(getName(), path);
    }
    TableInfo table = admin("the table " + path, admin -> admin.getTableInfo(flussPath(path)));
    Map<String, String> options = new HashMap<>();
    options.put("connector", UnionOptions.IDENTIFIER);
    options.put(UnionOptions.BOOTSTRAP_SERVERS.key(), bootstrapServers);
    options.put(UnionOptions.DATABASE.key(), database);
    options.put(UnionOptions.TABLE.key(), path.getObjectName());
    options.put(UnionOptions.SIDE.key(), side.lowerCase());
    if (warehouse != null) {
      options.put(UnionOptions.WAREHOUSE.key(), warehouse);
    }
    return CatalogTable.newBuilder()
        .schema(schema(table))
        .comment(table.getComment().orElse(""))
        .options(options)
        .build();
  }

  private static Schema schema(TableInfo table) {
    Schema.Builder schema = Schema.newBuilder();
    table
        .getSchema()
        .getColumns()
        .forEach(
            column ->
                schema
                    .column(column.getName(), FlinkConversions.toFlinkType(column.getDataType()))
                    .withComment(column.getComment().orElse(null)));
    if (table.hasPrimaryKey()) {
      schema.primaryKey(table.getPrimaryKeys());
    }
    return schema.build();
  }

  private static TablePath flussPath(ObjectPath path) {
    return TablePath.of(path.getDatabaseName(), path.getObjectName());
  }

  private void requireDatabase(String name) throws DatabaseNotExistException {
    if (!name.equals(database)) {
      throw new DatabaseNotExistException(getName(), name);
    }
  }

  private <T> T admin(String what, Question<T> question) {
    try {
      return Patience.ask(what, () -> question.of(connection.getAdmin()));
    } catch (LakeException e) {
      throw new CatalogException(e.getMessage(), e);
    }
  }

  private interface Question<T> {
    CompletableFuture<T> of(Admin admin);
  }
}
