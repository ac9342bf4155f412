package dev.headwater.jobs.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.jobs.run.JobDefinitions;
import dev.headwater.lake.server.door.Flow;
import dev.headwater.lake.tables.TableDefinition;
import dev.headwater.lake.tables.TableDefinitions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FlowsTest {
  private final TableDefinitions tables = TableDefinitions.load();
  private final List<Flow> flows = Flows.of(JobDefinitions.load().all(), tables);

  @Test
  void aFlowSaysWhatItsJobReadsAndWrites() {
    assertThat(flows)
        .contains(
            new Flow("order_mart_customer", List.of("customers", "orders"), List.of("order_mart")),
            new Flow(
                "order_touches",
                List.of("order_touch_probes", "touches"),
                List.of("order_touches")),
            new Flow("sessions", List.of("events"), List.of("sessions")));
  }

  @Test
  void whatNoJobWritesComesFromIngest() {
    assertThat(flows.get(0))
        .isEqualTo(
            new Flow(
                "ingest",
                List.of(),
                List.of(
                    "campaigns",
                    "customers",
                    "events",
                    "hits",
                    "ingest_progress",
                    "late_records",
                    "orders",
                    "platform_progress",
                    "rejected_records")));
    assertThat(Flows.of(List.of(), tables)).containsExactly(flows.get(0));
  }

  @Test
  void everyTableIsSomewhereAndEveryJobButThoseOfTheColdLayer() {
    assertThat(
            flows.stream()
                .flatMap(flow -> Stream.concat(flow.reads().stream(), flow.writes().stream())))
        .containsAll(tables.all().stream().map(TableDefinition::name).toList());
    assertThat(flows.subList(1, flows.size()))
        .allSatisfy(flow -> assertThat(flow.reads()).as(flow.name()).isNotEmpty())
        .extracting(Flow::name)
        .containsExactlyElementsOf(
            JobDefinitions.load().all().stream()
                .map(JobDefinition::name)
                .filter(job -> !job.startsWith("archive_") && !job.equals("campaigns"))
                .toList());
  }
}
