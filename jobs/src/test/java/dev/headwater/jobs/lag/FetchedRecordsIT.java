package dev.headwater.jobs.lag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.fault.ProgressException;
import dev.headwater.jobs.platform.TestingPlatform;
import dev.headwater.lake.tables.TableCreation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.fluss.client.ConnectionFactory;
import org.apache.fluss.client.FlussConnection;
import org.apache.fluss.client.admin.Admin;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.writer.UpsertWriter;
import org.apache.fluss.config.Configuration;
import org.apache.fluss.metadata.MergeEngineType;
import org.apache.fluss.metadata.Schema;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.metadata.TableDescriptor;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.types.DataTypes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchedRecordsIT {
  private static final TablePath NUMBERS = TablePath.of("fluss", "numbers");

  @Test
  void aBucketThatAnotherServerLeadsNowIsLookedAtThere(@TempDir Path directory) throws Exception {
    try (TestingStorage storage =
            TestingStorage.start(directory, TestingPlatform.freePorts().base(), 2);
        FlussConnection connection = connect(storage)) {
      TableInfo table = create(connection.getAdmin());
      TableBucket bucket = new TableBucket(table.getTableId(), 0);
      write(connection, 1);
      long written = end(connection.getAdmin());
      write(connection, 1);
      long repeated = end(connection.getAdmin());
      FetchedRecords records = new FetchedRecords(connection);
      assertThat(repeated).as("the end of a log that has a batch more").isGreaterThan(written);
      assertThat(records.exist(table, bucket, 0, repeated)).isTrue();
      assertThat(records.exist(table, bucket, written, repeated)).isFalse();

      storage.endTabletServer(connection.getMetadataUpdater().leaderFor(NUMBERS, bucket));

      Awaitility.await("the same answer by the other server")
          .atMost(Duration.ofMinutes(2))
          .ignoreExceptionsInstanceOf(ProgressException.class)
          .untilAsserted(
              () -> {
                assertThat(records.exist(table, bucket, written, repeated)).isFalse();
                assertThat(records.exist(table, bucket, 0, repeated)).isTrue();
              });
    }
  }

  private static FlussConnection connect(TestingStorage storage) {
    Configuration client = new Configuration();
    client.setString("bootstrap.servers", storage.bootstrapServers());
    return (FlussConnection) ConnectionFactory.createConnection(client);
  }

  /** A table of which a repeated row leaves a batch without records. */
  private static TableInfo create(Admin admin) throws Exception {
    Schema schema = Schema.newBuilder().column("id", DataTypes.INT()).primaryKey("id").build();
    TableDescriptor descriptor =
        TableDescriptor.builder()
            .schema(schema)
            .distributedBy(1)
            .property("table.merge-engine", MergeEngineType.FIRST_ROW.toString())
            .property("table.replication.factor", "2")
            .build();
    new TableCreation(admin).create(Map.of(NUMBERS, descriptor));
    return admin.getTableInfo(NUMBERS).get();
  }

  private static void write(FlussConnection connection, int number) throws Exception {
    try (Table table = connection.getTable(NUMBERS)) {
      UpsertWriter writer = table.newUpsert().createWriter();
      writer.upsert(GenericRow.of(number)).get();
    }
  }

  private static long end(Admin admin) throws Exception {
    return new LogEnds(admin, NUMBERS.getDatabaseName())
        .of(List.of(NUMBERS.getTableName()))
        .values()
        .iterator()
        .next()
        .end();
  }
}
