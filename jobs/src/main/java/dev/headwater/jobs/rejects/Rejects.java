package dev.headwater.jobs.rejects;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.ingest.record.RejectedRecord;
import dev.headwater.jobs.query.QueryClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What was refused, as the query server tells it: lake and hot tail as one. */
public final class Rejects {
  /** Their payload is not what was read, so reading it again would make up a record. */
  private static final String INCOMPLETE =
      "(r.reason IN ('invalid_utf8', 'too_long') OR (r.format = 'csv' AND r.header IS NULL))";

  private final QueryClient server;

  public Rejects(URI queryServer) {
    this.server = new QueryClient(queryServer);
  }

  /**
   * Counts by table and reason, the most frequent first: table, reason, records, first and last
   * time, and of the newest one source, position, detail and payload.
   */
  public JsonNode summary(RejectFilter filter) {
    return ask(
        """
        SELECT table_name, reason, records, first_seen, last_seen, "source", "position", detail, payload
        FROM (
          SELECT r.table_name, r.reason, r."source", r."position", r.detail, r.payload,
            COUNT(*) OVER (PARTITION BY r.table_name, r.reason) AS records,
            MIN(r.recorded_at) OVER (PARTITION BY r.table_name, r.reason) AS first_seen,
            MAX(r.recorded_at) OVER (PARTITION BY r.table_name, r.reason) AS last_seen,
            ROW_NUMBER() OVER (
              PARTITION BY r.table_name, r.reason
              ORDER BY r.recorded_at DESC, r."source", r."position") AS place
          FROM rejected_records AS r
          WHERE %s) AS ranked
        WHERE place = 1
        ORDER BY records DESC, table_name, reason\
        """
            .formatted(filter.condition()));
  }

  /**
   * The newest ones: table, reason, source, position, format, record time, when they were set
   * aside, detail, header and payload.
   */
  public JsonNode newest(RejectFilter filter, int limit) {
    return ask(
        """
        SELECT r.table_name, r.reason, r."source", r."position", r.format, r.record_time,
          r.recorded_at, r.detail, r.header, r.payload
        FROM rejected_records AS r
        WHERE %s
        ORDER BY r.recorded_at DESC, r."source", r."position"
        LIMIT %d\
        """
            .formatted(filter.condition(), limit));
  }

  /** What a replay takes, grouped by what reads it. */
  public List<RejectGroup> groups(RejectFilter filter) {
    List<RejectGroup> groups = new ArrayList<>();
    for (JsonNode row :
        ask(
            """
        SELECT r.table_name, r.format, r.header, COUNT(*)
        FROM rejected_records AS r
        WHERE %s AND NOT %s
        GROUP BY r.table_name, r.format, r.header
        ORDER BY r.table_name, r.format, r.header\
        """
                .formatted(filter.condition(), INCOMPLETE))) {
      Optional<String> header = Optional.ofNullable(row.get(2).textValue());
      groups.add(
          new RejectGroup(row.get(0).asText(), row.get(1).asText(), header, row.get(3).asLong()));
    }
    return groups;
  }

  /** How many a replay must leave, because what is kept of them is not the whole record. */
  public long incomplete(RejectFilter filter) {
    return ask("SELECT COUNT(*) FROM rejected_records AS r WHERE %s AND %s"
            .formatted(filter.condition(), INCOMPLETE))
        .at("/0/0")
        .asLong();
  }

  /** The records of a group in the order of their key, read while they are asked for. */
  public Iterator<RejectedRecord> records(RejectGroup group, RejectFilter filter) {
    String condition = filter.condition() + " AND " + group.condition() + " AND NOT " + INCOMPLETE;
    return new RejectPages(server, condition, KnownHits.of(server, group, condition));
  }

  private JsonNode ask(String sql) {
    return server.rows(sql);
  }
}
