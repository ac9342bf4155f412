package dev.headwater.lake.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.FreePorts;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.client.FlussLogin;
import dev.headwater.lake.storage.EmbeddedFluss;
import dev.headwater.lake.tables.TableDefinitions;
import dev.headwater.lake.union.Tables;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.fluss.client.Connection;
import org.apache.fluss.client.ConnectionFactory;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.writer.UpsertWriter;
import org.apache.fluss.config.ConfigOptions;
import org.apache.fluss.config.Configuration;
import org.apache.fluss.exception.AuthorizationException;
import org.apache.fluss.metadata.DatabaseDescriptor;
import org.apache.fluss.metadata.PartitionSpec;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.Decimal;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.TimestampLtz;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Fluss that asks its clients who they are. */
class SecuredFlussIT {
  private static final TablePath ORDERS = TablePath.of(TableDefinitions.DATABASE, "orders");
  private static final TablePath MART = TablePath.of(TableDefinitions.DATABASE, "order_mart");

  @TempDir static Path directory;
  private static Credentials credentials;
  private static EmbeddedFluss fluss;

  @BeforeAll
  static void start() {
    credentials = Credentials.create(directory.resolve("security"));
    FlussLogin.use(credentials.login(Principal.ADMIN));
    fluss =
        EmbeddedFluss.start(
            directory.resolve("data"), FreePorts.inARow(3), Optional.of(credentials));
    TableDefinitions tables = TableDefinitions.load();
    tables.apply(fluss.bootstrapServers());
    try (FlussClient admin = new FlussClient(fluss.bootstrapServers())) {
      assertThat(AccessRules.apply(admin, tables)).isPositive();
      assertThat(AccessRules.apply(admin, tables)).as("rights given twice").isZero();
    }
  }

  @AfterAll
  static void stop() {
    fluss.close();
    // Other tests in this JVM sign in nowhere.
    System.clearProperty("java.security.auth.login.config");
  }

  @Test
  void theReaderReadsAndCanNeitherWriteNorChangeAnything() throws Exception {
    try (Connection reader = connect(login(Principal.QUERY))) {
      assertThat(answer(reader.getAdmin().listTables(TableDefinitions.DATABASE)))
          .contains("orders", "order_mart");
      try (Table mart = reader.getTable(MART);
          Table orders = reader.getTable(ORDERS)) {
        GenericRow key = GenericRow.of(Tables.text("c1"), Tables.text("o1"));
        assertThat(answer(mart.newLookup().createLookuper().lookup(key)).getRowList()).isEmpty();
        refused(() -> upsert(mart));
        refused(() -> upsert(orders));
      }
      refused(() -> answer(reader.getAdmin().dropTable(ORDERS, false)));
      refused(
          () ->
              answer(
                  reader
                      .getAdmin()
                      .createTable(
                          TablePath.of(TableDefinitions.DATABASE, "mine"),
                          Tables.keyed(Map.of()).distributedBy(1).build(),
                          false)));
      refused(
          () -> answer(reader.getAdmin().createDatabase("mine", DatabaseDescriptor.EMPTY, false)));
      refused(
          () ->
              answer(
                  reader
                      .getAdmin()
                      .createPartition(
                          TablePath.of(TableDefinitions.DATABASE, "events"),
                          new PartitionSpec(Map.of("event_date", "2024-03-03")),
                          false)));
      refused(
          () ->
              answer(
                  reader
                      .getAdmin()
                      .createAcls(Principal.JOBS.rights(TableDefinitions.load()))
                      .all()));
    }
  }

  @Test
  void ingestWritesItsTablesAndNoMart() throws Exception {
    try (Connection ingest = connect(login(Principal.INGEST));
        Table orders = ingest.getTable(ORDERS)) {
      upsert(orders);
      answer(
          ingest
              .getAdmin()
              .createPartition(
                  TablePath.of(TableDefinitions.DATABASE, "touches"),
                  new PartitionSpec(Map.of("touch_date", "2024-03-03")),
                  false));
      refused(() -> answer(ingest.getAdmin().dropTable(ORDERS, false)));
    }
    // A connection has one writer, which any table that it may write to lets begin.
    try (Connection ingest = connect(login(Principal.INGEST));
        Table mart = ingest.getTable(MART)) {
      refused(() -> upsert(mart));
    }
  }

  @Test
  void jobsAndTieringWriteMartsButOnlyJobsMakeTables() throws Exception {
    for (Principal principal : List.of(Principal.JOBS, Principal.TIERING)) {
      try (Connection connection = connect(login(principal));
          Table mart = connection.getTable(MART)) {
        upsert(mart);
      }
    }
    TablePath made = TablePath.of(TableDefinitions.DATABASE, "made");
    try (Connection tiering = connect(login(Principal.TIERING));
        Connection jobs = connect(login(Principal.JOBS))) {
      refused(
          () ->
              answer(
                  tiering
                      .getAdmin()
                      .createTable(made, Tables.keyed(Map.of()).distributedBy(1).build(), false)));
      answer(
          jobs.getAdmin()
              .createTable(made, Tables.keyed(Map.of()).distributedBy(1).build(), false));
      refused(
          () -> answer(jobs.getAdmin().createDatabase("mine", DatabaseDescriptor.EMPTY, false)));
      TablePath elsewhere = TablePath.of("fluss", "mine");
      refused(
          () ->
              answer(
                  jobs.getAdmin()
                      .createTable(
                          elsewhere, Tables.keyed(Map.of()).distributedBy(1).build(), false)));
      // As Flink asks for a name that is not whole.
      assertThatThrownBy(() -> answer(jobs.getAdmin().getTableInfo(elsewhere)))
          .hasStackTraceContaining("TableNotExistException");
    }
  }

  @Test
  void strangersGetNowhere() throws Exception {
    String query = login(Principal.QUERY);
    String stranger = query.replace("username=\"query\"", "username=\"stranger\"");
    String guess = query.replaceAll("password=\"[0-9a-f]+\"", "password=\"guess\"");
    for (String jaas : List.of(stranger, guess)) {
      assertThatThrownBy(
              () -> {
                try (Connection connection = connect(jaas)) {
                  answer(connection.getAdmin().listTables(TableDefinitions.DATABASE));
                }
              })
          .as(jaas.replaceAll("password=\\S+", ""))
          .hasStackTraceContaining("AuthenticationException");
    }
    assertThatThrownBy(
            () -> {
              try (Connection connection = ConnectionFactory.createConnection(address())) {
                answer(connection.getAdmin().listTables(TableDefinitions.DATABASE));
              }
            })
        .as("a client that says nothing of who it is")
        .hasStackTraceContaining("AuthenticationException");
  }

  private static String login(Principal principal) throws Exception {
    String file = Files.readString(credentials.login(principal));
    return file.substring(file.indexOf('{') + 1, file.lastIndexOf('}')).strip();
  }

  private static Configuration address() {
    Configuration configuration = new Configuration();
    configuration.setString(ConfigOptions.BOOTSTRAP_SERVERS.key(), fluss.bootstrapServers());
    configuration.set(ConfigOptions.CLIENT_WRITER_BUFFER_WAIT_TIMEOUT, Duration.ofSeconds(20));
    return configuration;
  }

  private static Connection connect(String jaas) {
    Configuration configuration = address();
    configuration.setString("client.security.protocol", "SASL");
    configuration.setString("client.security.sasl.jaas.config", jaas);
    return ConnectionFactory.createConnection(configuration);
  }

  private static void upsert(Table table) throws Exception {
    GenericRow row = new GenericRow(table.getTableInfo().getRowType().getFieldCount());
    row.setField(0, Tables.text("c1"));
    row.setField(1, Tables.text("o1"));
    for (int i = 2; i < row.getFieldCount(); i++) {
      if (!table.getTableInfo().getRowType().getTypeAt(i).isNullable()) {
        row.setField(i, filler(table.getTableInfo().getRowType().getTypeAt(i).toString()));
      }
    }
    UpsertWriter writer = table.newUpsert().createWriter();
    answer(writer.upsert(row));
  }

  private static Object filler(String type) {
    return switch (type.replaceAll("\\(.*| .*", "")) {
      case "STRING" -> Tables.text("x");
      case "TIMESTAMP_LTZ" -> TimestampLtz.fromEpochMillis(0);
      case "DECIMAL" -> Decimal.fromBigDecimal(BigDecimal.ZERO, 18, 2);
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static <T> T answer(Future<T> future) throws Exception {
    return future.get(30, TimeUnit.SECONDS);
  }

  private interface Attempt {
    void run() throws Exception;
  }

  private static void refused(Attempt attempt) {
    assertThatThrownBy(attempt::run).hasRootCauseInstanceOf(AuthorizationException.class);
  }
}
