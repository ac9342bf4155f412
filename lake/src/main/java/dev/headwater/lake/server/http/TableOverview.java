package dev.headwater.lake.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.progress.TableProgress;
import dev.headwater.lake.progress.TableProgressReader;
import dev.headwater.lake.server.ask.QuerySettings;
import dev.headwater.lake.server.ask.Reader;
import dev.headwater.lake.server.door.Flow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How far every table is, hot and in the lake, and what flows between them. From offsets only: no
 * row is read or counted. Fluss is asked at most once a second, and for at most a tenth of the
 * time, however many look. Thread-safe.
 */
public final class TableOverview implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SHORTEST_AGE = Duration.ofSeconds(1);
  private static final Duration LONGEST_AGE = Duration.ofSeconds(15);
  private static final int PAUSE_PER_LOOK = 9;

  private final QuerySettings settings;
  private final List<Flow> flows;
  private final TableProgressReader reader;
  private ObjectNode newest;
  private long readAt;
  private long staleAt;

  public TableOverview(QuerySettings settings, List<Flow> flows) {
    this.settings = settings;
    this.flows = List.copyOf(flows);
    this.reader = new TableProgressReader(settings.bootstrapServers());
  }

  /**
   * The overview of this moment or one shortly before; its {@code time} tells.
   *
   * @throws LakeException when Fluss does not answer
   */
  synchronized ObjectNode document() {
    long begun = System.nanoTime();
    if (newest == null || begun - staleAt >= 0) {
      try {
        newest = read();
        readAt = begun;
      } catch (LakeException e) {
        // A partition that was just made has no leader for a moment.
        if (newest == null || begun - readAt > LONGEST_AGE.toNanos()) {
          throw e;
        }
      }
      long ended = System.nanoTime();
      staleAt = ended + Math.max(SHORTEST_AGE.toNanos(), PAUSE_PER_LOOK * (ended - begun));
    }
    return newest;
  }

  /** The same with the tables that a reader may read, and the flows between them. */
  ObjectNode document(Reader reader) {
    ObjectNode whole = document();
    if (reader.mayReadEverything()) {
      return whole;
    }
    ObjectNode document = JSON.createObjectNode().setAll(whole);
    ArrayNode shown = document.putArray("tables");
    whole
        .path("tables")
        .forEach(
            table -> {
              if (reader.mayRead(table.path("name").asText())) {
                shown.add(table);
              }
            });
    document.set(
        "flows",
        JSON.valueToTree(
            flows.stream()
                .filter(flow -> flow.reads().stream().allMatch(reader::mayRead))
                .filter(flow -> flow.writes().stream().allMatch(reader::mayRead))
                .toList()));
    return document;
  }

  private ObjectNode read() {
    ObjectNode document =
        JSON.createObjectNode()
            .put("time", Instant.now().toString())
            .put("bootstrap_servers", settings.bootstrapServers());
    ArrayNode tables = document.putArray("tables");
    reader.read().forEach(table -> add(tables.addObject(), table));
    document.set("flows", JSON.valueToTree(flows));
    return document;
  }

  /** In the words of {@code status --json}. */
  private void add(ObjectNode document, TableProgress table) {
    document
        .put("name", table.table())
        .put("log_records", table.written())
        .put("in_lake", table.inLake())
        .put("hot_only", table.pending())
        .put("lake_snapshot", table.lakeSnapshot().orElse(null))
        .put("lake_committed", reader.committed(table).map(Instant::toString).orElse(null));
  }

  @Override
  public void close() {
    reader.close();
  }
}
