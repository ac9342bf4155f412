package dev.headwater.lake.catalogs;

import dev.headwater.lake.client.FlussLogin;
import dev.headwater.lake.tables.TableDefinitions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Flink catalogs of a platform: the only place that knows where data lives.
 *
 * @param bootstrapServers Fluss, host:port
 * @param directory the platform's data directory
 * @param lake where the lake's files are
 */
public record Catalogs(String bootstrapServers, Path directory, LakeLocation lake) {
  /** Catalogs of complete, bounded reads: hot and history together, or one of them. */
  private static final List<String> SIDES = List.of("all", "hot", "history");

  public Catalogs {
    directory = directory.toAbsolutePath().normalize();
  }

  /** With the lake in the data directory. */
  public Catalogs(String bootstrapServers, Path directory) {
    this(bootstrapServers, directory, LakeLocation.in(directory.resolve("lake")));
  }

  /** Catalog name to its options, as CREATE CATALOG would take them. */
  public Map<String, Map<String, String>> options() {
    Map<String, Map<String, String>> catalogs = new LinkedHashMap<>();
    Map<String, String> fluss = new HashMap<>(FlussLogin.options());
    fluss.put("type", "fluss");
    fluss.put("bootstrap.servers", bootstrapServers);
    fluss.put("default-database", TableDefinitions.DATABASE);
    catalogs.put("fluss", fluss);
    Map<String, String> paimon = new HashMap<>(lake.catalog());
    paimon.put("type", "paimon");
    catalogs.put("lake", paimon);
    Map<String, String> iceberg = new HashMap<>(ColdOptions.in(cold()));
    iceberg.put("type", "iceberg");
    catalogs.put("cold", iceberg);
    for (String side : SIDES) {
      catalogs.put(
          side,
          Map.of(
              "type",
              "headwater-union",
              "bootstrap.servers",
              bootstrapServers,
              "database",
              TableDefinitions.DATABASE,
              "side",
              side));
    }
    return catalogs;
  }

  /** Where the cold catalog's database and files live. */
  public Path cold() {
    return directory.resolve("cold");
  }
}
