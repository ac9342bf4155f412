package dev.headwater.lake;

import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.union.Patience;
import java.net.URI;
import java.nio.file.Path;
import org.apache.fluss.metadata.TablePath;

/** Where a storage keeps its lake. */
public final class LakeWarehouse {
  private static final String ANNOUNCED = "table.datalake.paimon.warehouse";

  private LakeWarehouse() {}

  /**
   * Root of the lake's files, as the storage announces it with every table that it tiers.
   *
   * @param bootstrapServers Fluss, host:port
   * @throws LakeException when Fluss does not answer, tiers no table or keeps the lake elsewhere
   */
  public static Path announcedBy(String bootstrapServers) {
    try (FlussClient fluss = new FlussClient(bootstrapServers)) {
      String database = TableDefinitions.DATABASE;
      for (String table :
          Patience.ask("the tables of " + database, () -> fluss.admin().listTables(database))) {
        String warehouse =
            Patience.ask(
                    "the table " + table,
                    () -> fluss.admin().getTableInfo(TablePath.of(database, table)))
                .getProperties()
                .toMap()
                .get(ANNOUNCED);
        if (warehouse != null) {
          return local(warehouse);
        }
      }
    }
    throw new LakeException(
        Actor.USER,
        "the storage at " + bootstrapServers + " tiers no table; start it with `headwater up`");
  }

  private static Path local(String warehouse) {
    Path path =
        Path.of(warehouse.startsWith("file:") ? URI.create(warehouse).getPath() : warehouse);
    if (!path.toFile().isDirectory()) {
      throw new LakeException(
          Actor.USER,
          "the query server reads a lake on a disk of this machine, and " + warehouse + " is none");
    }
    return path;
  }
}
