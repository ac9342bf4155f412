package dev.headwater.jobs.rejects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.jobs.query.QueryClient;
import dev.headwater.jobs.query.QueryClient.Ask;
import dev.headwater.lake.union.Side;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Hits under the places of rejected records. The table has no key that would absorb a second one,
 * so a replay that was killed between writing the row and forgetting the record is seen here.
 *
 * @param records by place, as JSON objects of the columns in their order
 */
record KnownHits(Map<Place, String> records) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Columns before these are not the record's. */
  private static final int FIRST_FIELD = 2;

  /** A place in a source. */
  private record Place(String source, long position) {}

  static KnownHits of(QueryClient server, RejectGroup group, String condition) {
    Map<Place, String> records = new HashMap<>();
    if (group.table().equals("hits")) {
      JsonNode answer =
          server.document(
              Ask.ROWS_AS_JSON,
              """
              SELECT h."source", h."position", h.host, h.remote_user, h.hit_time, h."method", h.path,
                h.protocol, h.status, h.response_bytes, h.referrer, h.user_agent
              FROM rejected_records AS r
              JOIN hits AS h ON h."source" = r."source" AND h."position" = r."position"
              WHERE %s\
              """
                  .formatted(condition),
              Side.ALL);
      for (JsonNode row : answer.path("rows")) {
        records.put(
            new Place(row.get(0).asText(), row.get(1).asLong()),
            record(answer.path("columns"), row));
      }
    }
    return new KnownHits(records);
  }

  private static String record(JsonNode columns, JsonNode row) {
    ObjectNode record = JSON.createObjectNode();
    for (int i = FIRST_FIELD; i < row.size(); i++) {
      String column = columns.get(i).asText();
      if (column.equals("hit_time")) {
        record.put(column, Instant.parse(row.get(i).asText()).toString());
      } else if (!row.get(i).isNull()) {
        record.set(column, row.get(i));
      }
    }
    return record.toString();
  }

  Optional<String> at(String source, long position) {
    return Optional.ofNullable(records.get(new Place(source, position)));
  }
}
