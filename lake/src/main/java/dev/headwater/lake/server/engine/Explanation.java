package dev.headwater.lake.server.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.lake.server.mirror.LakePart;
import dev.headwater.lake.server.mirror.MirrorState;
import dev.headwater.lake.union.OffsetRange;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.fluss.metadata.TableBucket;

/** What a query reads, in the shape of an answer: a row a table. */
public final class Explanation {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> COLUMNS =
      List.of(
          "table",
          "side",
          "lake_snapshot",
          "lake_files",
          "merged_files",
          "lake_rows",
          "tail_rows",
          "tail_offsets");

  private Explanation() {}

  public static ObjectNode of(Collection<MirrorState> read) {
    ObjectNode document = JSON.createObjectNode();
    COLUMNS.forEach(document.putArray("columns")::add);
    ArrayNode rows = document.putArray("rows");
    for (MirrorState state : read) {
      ArrayNode row = rows.addArray();
      row.add(state.table().getTablePath().getTableName());
      row.add(state.side().name().toLowerCase(java.util.Locale.ROOT));
      LakePart lake = state.lake();
      if (lake == null) {
        row.addNull().add(0).add(0).add(0);
      } else {
        row.add(lake.snapshot()).add(lake.files().size()).add(lake.merged()).add(lake.rows());
      }
      row.add(state.tailRows()).add(offsets(state.spans()));
    }
    return document;
  }

  /** {@code bucket from..to}, with the partition before it where there is one. */
  private static String offsets(Map<TableBucket, OffsetRange> spans) {
    return spans.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(TableBucket::toString)))
        .map(
            span ->
                "%s%d: %d..%d"
                    .formatted(
                        span.getKey().getPartitionId() == null
                            ? ""
                            : "p" + span.getKey().getPartitionId() + "/",
                        span.getKey().getBucket(),
                        span.getValue().from(),
                        span.getValue().to()))
        .collect(Collectors.joining(", "));
  }
}
