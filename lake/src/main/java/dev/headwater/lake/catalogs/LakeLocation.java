package dev.headwater.lake.catalogs;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.Patience;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.tables.TableDefinitions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.utils.PropertiesUtils;
import org.apache.paimon.catalog.CatalogContext;
import org.apache.paimon.fs.FileIO;
import org.apache.paimon.options.Options;

/**
 * Where the lake's files lie: in a directory, or in a bucket of an object storage.
 *
 * <p>Keys of an object storage are in no option: Fluss tells options to whoever sees a table, and
 * leaves out what looks like a key. Every process has its own where Amazon's libraries look, first
 * in the environment's {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}.
 *
 * @param catalog options of Paimon's catalog; {@code warehouse} is the root of the files
 */
public record LakeLocation(Map<String, String> catalog) {
  private static final String WAREHOUSE = "warehouse";
  private static final String ANNOUNCED = "table.datalake.paimon.";
  private static final String OWN_KEYS = "com.amazonaws.auth.DefaultAWSCredentialsProviderChain";
  private static final Pattern BUCKET = Pattern.compile("s3://[a-z0-9][a-z0-9.-]+(/[\\w./-]*)?");

  public LakeLocation {
    Map<String, String> complete = new HashMap<>(catalog);
    if (catalog.get(WAREHOUSE).startsWith("s3://")) {
      // Paimon takes no bucket without these, and the provider does not look at them.
      complete.putIfAbsent("s3.access-key", "none");
      complete.putIfAbsent("s3.secret-key", "none");
    }
    catalog = Map.copyOf(complete);
  }

  /** In a directory. */
  public static LakeLocation in(Path directory) {
    return of(directory.toAbsolutePath().normalize().toString(), Map.of());
  }

  /**
   * In a bucket.
   *
   * @param warehouse {@code s3://BUCKET} or {@code s3://BUCKET/PATH}
   * @param endpoint of the storage; empty for Amazon's own
   * @throws IllegalArgumentException when {@code warehouse} is neither
   */
  public static LakeLocation bucket(String warehouse, Optional<URI> endpoint) {
    if (!BUCKET.matcher(warehouse).matches()) {
      throw new IllegalArgumentException(warehouse + " is not s3://BUCKET or s3://BUCKET/PATH");
    }
    Map<String, String> options = new HashMap<>();
    options.put("s3.aws.credentials.provider", OWN_KEYS);
    endpoint.ifPresent(
        address -> {
          options.put("s3.endpoint", address.toString());
          // Such storages have one host name for all buckets.
          options.put("s3.path.style.access", "true");
        });
    return of(warehouse, options);
  }

  private static LakeLocation of(String warehouse, Map<String, String> options) {
    Map<String, String> catalog = new HashMap<>(options);
    catalog.put("metastore", "filesystem");
    catalog.put(WAREHOUSE, warehouse);
    return new LakeLocation(catalog);
  }

  /** What the storage announces with a table; empty for one that has no part in the lake. */
  public static Optional<LakeLocation> announcedWith(TableInfo table) {
    Map<String, String> announced =
        PropertiesUtils.extractAndRemovePrefix(table.getProperties().toMap(), ANNOUNCED);
    return announced.containsKey(WAREHOUSE)
        ? Optional.of(new LakeLocation(announced))
        : Optional.empty();
  }

  /**
   * What a storage announces with every table that it tiers.
   *
   * @param bootstrapServers Fluss, host:port
   * @throws LakeException when Fluss does not answer or tiers no table, or when the lake is in a
   *     directory that is not on this machine
   */
  public static LakeLocation announcedBy(String bootstrapServers) {
    try (FlussClient fluss = new FlussClient(bootstrapServers)) {
      String database = TableDefinitions.DATABASE;
      for (String table :
          Patience.ask("the tables of " + database, () -> fluss.admin().listTables(database))) {
        Optional<LakeLocation> announced =
            announcedWith(
                Patience.ask(
                    "the table " + table,
                    () -> fluss.admin().getTableInfo(TablePath.of(database, table))));
        if (announced.isPresent()) {
          return announced.get().readable();
        }
      }
    }
    throw LakeException.user(
        "the storage at " + bootstrapServers + " tiers no table; start it with `headwater up`");
  }

  /** Root of the lake's files. */
  public String warehouse() {
    return catalog.get(WAREHOUSE);
  }

  /** The directory; empty for a bucket. */
  public Optional<Path> directory() {
    String warehouse = warehouse();
    if (warehouse.startsWith("file:")) {
      return Optional.of(Path.of(URI.create(warehouse).getPath()));
    }
    return warehouse.contains("://") ? Optional.empty() : Optional.of(Path.of(warehouse));
  }

  private LakeLocation readable() {
    directory()
        .filter(path -> !Files.isDirectory(path))
        .ifPresent(
            absent -> {
              throw LakeException.user(
                  "the lake's files are in %s, which this machine does not have; share that directory with it"
                      .formatted(absent));
            });
    return this;
  }

  /** Makes the directory, when it is one. */
  public void make() throws IOException {
    if (directory().isPresent()) {
      Files.createDirectories(directory().get());
    }
  }

  /**
   * Text of a file of the lake.
   *
   * @param file its path below the root
   * @throws IOException when there is none, or it cannot be read
   */
  public String read(String file) throws IOException {
    if (directory().isPresent()) {
      return Files.readString(directory().get().resolve(file));
    }
    var path = new org.apache.paimon.fs.Path(warehouse() + '/' + file);
    CatalogContext context = CatalogContext.create(Options.fromMap(catalog));
    try (var stream = FileIO.get(path, context).newInputStream(path)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
