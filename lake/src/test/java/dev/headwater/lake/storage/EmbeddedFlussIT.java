package dev.headwater.lake.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.FreePorts;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.tables.TableDefinition;
import dev.headwater.lake.tables.TableDefinitions;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.fluss.client.Connection;
import org.apache.fluss.client.ConnectionFactory;
import org.apache.fluss.client.lookup.Lookuper;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.writer.UpsertResult;
import org.apache.fluss.client.table.writer.UpsertWriter;
import org.apache.fluss.config.Configuration;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.InternalRow;
import org.apache.fluss.row.TimestampLtz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedFlussIT {
  private static final TablePath CAMPAIGNS = TablePath.of(TableDefinitions.DATABASE, "campaigns");

  @TempDir Path directory;

  @Test
  void rowsAndTablesSurviveARestartAndDefinitionsApplyAgain() throws Exception {
    int ports = FreePorts.inARow(3);
    TableDefinitions definitions = TableDefinitions.load();
    try (EmbeddedFluss fluss = EmbeddedFluss.start(directory, ports)) {
      beforeLateRecordsHadARecord().apply(fluss.bootstrapServers());
      try (Connection connection = connect(fluss);
          Table table = connection.getTable(CAMPAIGNS)) {
        UpsertWriter writer = table.newUpsert().createWriter();
        CompletableFuture<UpsertResult> written =
            writer.upsert(
                GenericRow.of(
                    text("c1"),
                    text("Spring"),
                    text("email"),
                    true,
                    TimestampLtz.fromEpochMillis(1)));
        writer.flush();
        written.get();
        deleteUnknown(connection);
      }
    }
    try (EmbeddedFluss fluss = EmbeddedFluss.start(directory, ports)) {
      definitions.apply(fluss.bootstrapServers());
      definitions.check(fluss.bootstrapServers());
      try (Connection connection = connect(fluss);
          Table table = connection.getTable(CAMPAIGNS)) {
        Lookuper lookuper = table.newLookup().createLookuper();
        InternalRow row = lookuper.lookup(GenericRow.of(text("c1"))).get().getSingletonRow();
        assertThat(row.getString(1)).isEqualTo(text("Spring"));
      }
      assertThatThrownBy(() -> changedCampaigns().apply(fluss.bootstrapServers()))
          .isInstanceOf(LakeException.class)
          .hasMessageContaining(
              "campaigns: 'table.merge-engine.versioned.ver-column': the file says changed_at, the table has updated_at")
          .hasMessageContaining("campaigns: columns: the file says [campaign_id STRING NOT NULL")
          .hasMessageContaining("start on an empty data directory");
    }
  }

  @Test
  void takenPortsAreNamed() {
    int ports = FreePorts.inARow(3);
    try (EmbeddedFluss first = EmbeddedFluss.start(directory.resolve("a"), ports)) {
      assertThat(first.bootstrapServers()).isEqualTo("127.0.0.1:" + ports);
      assertThatThrownBy(() -> EmbeddedFluss.start(directory.resolve("b"), ports))
          .hasMessageContaining("port " + ports + " is taken")
          .hasMessageContaining("--port-base");
    }
  }

  /** Leaves a batch without records as all that the log has. */
  private static void deleteUnknown(Connection connection) throws Exception {
    try (Table table = connection.getTable(TablePath.of(TableDefinitions.DATABASE, "customers"))) {
      GenericRow row = new GenericRow(table.getTableInfo().getRowType().getFieldCount());
      row.setField(0, text("nobody"));
      UpsertWriter writer = table.newUpsert().createWriter();
      CompletableFuture<?> deleted = writer.delete(row);
      writer.flush();
      deleted.get();
    }
  }

  private static TableDefinitions changedCampaigns() {
    return changed("campaigns", sql -> sql.replace("updated_at", "changed_at"));
  }

  private static TableDefinitions beforeLateRecordsHadARecord() {
    return changed("late_records", sql -> sql.replaceFirst("(?m)^  record STRING.*\n", ""));
  }

  private static TableDefinitions changed(String table, UnaryOperator<String> change) {
    Map<String, String> sql =
        TableDefinitions.load().all().stream()
            .collect(Collectors.toMap(TableDefinition::name, TableDefinition::sql));
    sql.computeIfPresent(table, (name, text) -> change.apply(text));
    return TableDefinitions.of(sql);
  }

  private static Connection connect(EmbeddedFluss fluss) {
    Configuration configuration = new Configuration();
    configuration.setString("bootstrap.servers", fluss.bootstrapServers());
    return ConnectionFactory.createConnection(configuration);
  }

  private static BinaryString text(String value) {
    return BinaryString.fromString(value);
  }
}
