package dev.headwater.lake.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.catalogs.LakeLocation;
import dev.headwater.lake.server.ask.QueryRequest;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.server.duck.QueryDatabase;
import dev.headwater.lake.server.duck.QueryParser;
import dev.headwater.lake.server.engine.QueryAnswer.Column;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers whose rows are wide, without Fluss. */
class WideRowsTest {
  private static final long MEGABYTE = 1024L * 1024;
  private static final String WIDE = "SELECT repeat('x', 20000) || range AS text FROM range(4000)";

  @TempDir Path directory;
  private QuerySettings settings;
  private QueryDatabase database;

  @BeforeEach
  void open() {
    settings =
        QuerySettings.of(
            "127.0.0.1:1", LakeLocation.in(directory.resolve("lake")), directory.resolve("cache"));
    database = QueryDatabase.open(settings);
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  void asManyAsRunAtATimeFitIntoLittleMemory() throws SQLException {
    try (BufferAllocator allocator = new RootAllocator(256 * MEGABYTE);
        Execution execution = new Execution(settings, allocator)) {
      List<QueryAnswer> answers = new ArrayList<>();
      for (int i = 0; i < settings.concurrentQueries(); i++) {
        answers.add(ask(execution, WIDE));
      }
      long most = 0;
      for (QueryAnswer answer : answers) {
        long rows = 0;
        while (answer.nextBatch()) {
          rows += answer.batch().getRowCount();
          most = Math.max(most, allocator.getAllocatedMemory());
        }
        assertThat(rows).isEqualTo(4_000);
      }
      answers.forEach(QueryAnswer::close);
      assertThat(most).isLessThan(128 * MEGABYTE);
      assertThat(allocator.getAllocatedMemory()).isZero();
    }
  }

  @Test
  void anAnswerThatFailsAtItsFirstRowsLeavesNothingOpen() throws SQLException {
    BufferAllocator tight = new RootAllocator(MEGABYTE);
    try (Execution execution = new Execution(settings, tight)) {
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> ask(execution, WIDE)).isInstanceOf(RuntimeException.class);
      }
      assertThat(execution.running()).isZero();
      // Arrow itself forgets some bytes of a batch that it refuses.
      assertThat(tight.getAllocatedMemory()).isLessThan(8 * 1024);
    }
  }

  @Test
  void rowsAreFewerTheWiderTheyMayBe() {
    assertThat(BatchRows.of(columns(1, "BIGINT"))).isEqualTo(16_384);
    assertThat(BatchRows.of(columns(16, "TIMESTAMP WITH TIME ZONE"))).isEqualTo(16_384);
    assertThat(BatchRows.of(columns(2_000, "DECIMAL(18,2)"))).isEqualTo(131);
    assertThat(BatchRows.of(columns(1, "VARCHAR"))).isEqualTo(512);
    assertThat(BatchRows.of(columns(1, "INTEGER[]"))).isEqualTo(512);
    assertThat(BatchRows.of(columns(1, "STRUCT(a INTEGER)"))).isEqualTo(512);
    assertThat(BatchRows.of(columns(1_000_000, "JSON"))).isEqualTo(1);
  }

  private static List<Column> columns(int count, String type) {
    return Collections.nCopies(count, new Column("c", type));
  }

  private QueryAnswer ask(Execution execution, String sql) throws SQLException {
    DuckDBConnection connection = database.connect();
    try {
      return execution
          .run(
              connection,
              QueryParser.parse(connection, sql),
              QueryRequest.of(sql),
              new Cancellation())
          .timedBy(new QueryMetrics(() -> 0).begin());
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }
}
