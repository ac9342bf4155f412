package dev.headwater.ingest.postgres;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.fault.Quoted;
import dev.headwater.ingest.request.IngestInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;

/** Settings of the connections to a database. Never shown as text: they hold the password. */
public final class PostgresSettings {
  /** Of the engine's topics; none exists, they only name what a record is. */
  static final String PREFIX = "headwater";

  static final String NOTES = "notes";
  static final String HEARTBEATS = "__debezium-heartbeat." + PREFIX;
  static final String MESSAGES = PREFIX + ".message";

  /** Stands for a long value that Postgres did not send. */
  static final String NOT_SENT = "headwater-5d1c0c5e-not-sent";

  /** Behind a slot's name while its snapshot is not complete. */
  private static final String UNFINISHED = "_new";

  private static final int NAME_LENGTH = 63;
  private static final Pattern NAME_OF_SLOT = Pattern.compile("[a-z0-9_]+");
  private static final Pattern NAME_OF_TABLE = Pattern.compile("([^.]+)\\.([^.]+)");

  private final IngestInput.Postgres input;
  private final PostgresAddress address;
  private final Optional<String> password;
  private final String slot;

  /** What the engine is to read. */
  enum Phase {
    SNAPSHOT("initial_only"),
    CHANGES("no_data");

    private final String mode;

    Phase(String mode) {
      this.mode = mode;
    }
  }

  private PostgresSettings(
      IngestInput.Postgres input, PostgresAddress address, Optional<String> password, String slot) {
    this.input = input;
    this.address = address;
    this.password = password;
    this.slot = slot;
  }

  /**
   * Reads the password, too.
   *
   * @param target table that rows go to
   * @throws IngestException.User when a word of the input cannot be used
   */
  public static PostgresSettings of(IngestInput.Postgres input, String target) {
    PostgresAddress address = PostgresAddress.of(input.url());
    if (!NAME_OF_TABLE.matcher(input.table()).matches()) {
      throw new IngestException.User(
          "--table-from %s is not SCHEMA.TABLE, as in public.clients", Quoted.of(input.table()));
    }
    String made = ("headwater_" + target + "_" + input.table()).toLowerCase(Locale.ROOT);
    String slot = input.slot().orElse(made.replaceAll("[^a-z0-9_]", "_"));
    if (!NAME_OF_SLOT.matcher(slot).matches()
        || slot.length() + UNFINISHED.length() > NAME_LENGTH) {
      throw new IngestException.User(
          "replication slot %s is not up to %s small letters, digits and _; give another name with"
              + " --slot",
          Quoted.of(slot), NAME_LENGTH - UNFINISHED.length());
    }
    Optional<String> password =
        input
            .passwordFile()
            .map(PostgresSettings::firstLine)
            .or(() -> Optional.ofNullable(System.getenv("PGPASSWORD")));
    return new PostgresSettings(input, address, password, slot);
  }

  private static String firstLine(Path file) {
    try {
      return Files.readString(file).lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new IngestException.User(
          "password file %s cannot be read (%s)", file, e.getClass().getSimpleName());
    }
  }

  IngestInput.Postgres input() {
    return input;
  }

  PostgresAddress address() {
    return address;
  }

  String slot() {
    return slot;
  }

  /** The slot's name until all rows that were there at its beginning are read. */
  String unfinishedSlot() {
    return slot + UNFINISHED;
  }

  String schema() {
    return input.table().substring(0, input.table().indexOf('.'));
  }

  String table() {
    return input.table().substring(input.table().indexOf('.') + 1);
  }

  /** Words of the driver without the password. */
  String masked(String message) {
    return password.isPresent() && !password.get().isEmpty()
        ? message.replace(password.get(), "[hidden]")
        : message;
  }

  /** For the driver. */
  Properties driver() {
    Properties driver = new Properties();
    address.tls().forEach(driver::setProperty);
    driver.setProperty("user", address.user());
    password.ifPresent(secret -> driver.setProperty("password", secret));
    driver.setProperty("ApplicationName", "headwater");
    driver.setProperty("connectTimeout", "10");
    driver.setProperty("socketTimeout", "60");
    return driver;
  }

  /**
   * For Debezium's engine.
   *
   * @param columns that it is to read
   */
  Properties engine(Phase phase, Collection<String> columns) {
    Properties engine = new Properties();
    engine.setProperty("name", PREFIX);
    engine.setProperty("topic.prefix", PREFIX);
    engine.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
    engine.setProperty("plugin.name", "pgoutput");
    engine.setProperty("snapshot.mode", phase.mode);
    engine.setProperty("snapshot.locking.mode", "none");
    // The slot alone says where reading begins: every start of an engine is its first.
    engine.setProperty("offset.storage", MemoryOffsetBackingStore.class.getName());
    engine.setProperty("database.hostname", address.host());
    engine.setProperty("database.port", Integer.toString(address.port()));
    engine.setProperty("database.dbname", address.database());
    engine.setProperty("database.user", address.user());
    password.ifPresent(secret -> engine.setProperty("database.password", secret));
    address.tls().forEach((name, value) -> engine.setProperty("database." + name, value));
    engine.setProperty("slot.name", slot);
    engine.setProperty("publication.name", input.publication());
    engine.setProperty("publication.autocreate.mode", "disabled");
    engine.setProperty("table.include.list", regex(schema()) + "\\." + regex(table()));
    engine.setProperty(
        "column.include.list",
        columns.stream()
            .map(name -> regex(schema()) + "\\." + regex(table()) + "\\." + regex(name))
            .collect(Collectors.joining(",")));
    engine.setProperty("time.precision.mode", "isostring");
    engine.setProperty("decimal.handling.mode", "string");
    engine.setProperty("unavailable.value.placeholder", NOT_SENT);
    engine.setProperty("tombstones.on.delete", "false");
    engine.setProperty("notification.enabled.channels", "sink");
    engine.setProperty("notification.sink.topic.name", NOTES);
    // Heartbeats bring the place behind a transaction, and the engine's thread to acknowledge it.
    engine.setProperty("heartbeat.interval.ms", "500");
    // What happens elsewhere in the database moves the slot too, or its log would pile up.
    engine.setProperty("lsn.flush.mode", "connector_and_driver");
    engine.setProperty("status.update.interval.ms", "2000");
    engine.setProperty("message.prefix.include.list", PostgresLines.MESSAGE_PREFIX);
    engine.setProperty("poll.interval.ms", "50");
    // What fails is told at once: a new attempt is made by who started the ingest.
    engine.setProperty("errors.max.retries", "0");
    engine.setProperty("slot.max.retries", "0");
    return engine;
  }

  /** Every letter but those of plain names stands for itself. */
  private static String regex(String name) {
    return name.replaceAll("([^\\p{L}0-9_])", "\\\\$1");
  }
}
