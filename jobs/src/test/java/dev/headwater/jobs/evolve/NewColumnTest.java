package dev.headwater.jobs.evolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.lake.cold.archive.ArchivedTable;
import dev.headwater.lake.tables.DefinitionFile;
import dev.headwater.lake.tables.TableDefinition;
import dev.headwater.lake.tables.TableDefinitions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewColumnTest {
  @Test
  void everyTableOfTheProductCanBeAddedTo() {
    for (TableDefinition table : TableDefinitions.load().all()) {
      String sql = DefinitionFile.withColumn(table.sql(), "added DECIMAL(18, 2) COMMENT 'x'");
      List<String> columns =
          TableDefinitions.of(Map.of(table.name(), sql))
              .all()
              .iterator()
              .next()
              .descriptor()
              .getSchema()
              .getColumnNames();
      int before = table.descriptor().getSchema().getColumnNames().size();
      assertThat(columns.subList(0, before))
          .isEqualTo(table.descriptor().getSchema().getColumnNames());
      assertThat(columns.subList(before, columns.size())).containsExactly("added");
    }
  }

  @Test
  void theJobsOfTheArchiveSelectWhatIsAdded() {
    for (ArchivedTable table : ArchivedTable.values()) {
      String sql = JobDefinitions.load().named(List.of(table.job())).get(0).sql();
      JobDefinition job =
          JobDefinition.parse(table.job(), TableEvolution.selected(sql, "added_later"));
      assertThat(job.statement().text().split("added_later", -1)).hasSize(3);
      assertThat(job.names("added_later")).isTrue();
    }
  }

  @Test
  void whatCannotBeAColumnIsRefusedWithTheWayOn() {
    assertThat(new NewColumn("events", "price", "decimal(18,2)").type())
        .isEqualTo("DECIMAL(18, 2)");
    assertThatThrownBy(() -> new NewColumn("events", "price", "FLOAT"))
        .hasMessage(
            "the type of price is 'FLOAT'; give one of STRING; INT; BIGINT; DOUBLE; BOOLEAN;"
                + " DECIMAL(18, 2); TIMESTAMP_LTZ(3)");
    assertThatThrownBy(() -> new NewColumn("events", "price", "INT NOT NULL"))
        .hasMessageContaining("cannot be NOT NULL: the rows that are there have no value of it");
    assertThatThrownBy(() -> new NewColumn("events", "Price; DROP", "INT"))
        .hasMessageContaining("cannot name a column");
    assertThatThrownBy(() -> TableEvolution.refuse("events", "DROP", "event_id"))
        .hasMessageContaining("events.event_id stays")
        .hasMessageContaining("It is required");
    assertThatThrownBy(() -> TableEvolution.refuse("events", "ALTER", "channel"))
        .hasMessageContaining("events.channel is STRING and keeps its type");
  }
}
