package dev.headwater.jobs.rejects;

import static dev.headwater.jobs.rejects.RejectFilter.literal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.record.RejectedRecord;
import dev.headwater.jobs.query.QueryClient;
import dev.headwater.jobs.query.QueryClient.Ask;
import dev.headwater.lake.union.Side;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Rejected records in the order of their key, page by page: a query has a time limit, and what a
 * replay takes away or leaves lies before the place where the next page begins.
 */
final class RejectPages implements Iterator<RejectedRecord> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 2_000;

  private final QueryClient server;
  private final String condition;
  private final KnownHits known;
  private Optional<JsonParser> page = Optional.empty();
  private Optional<RejectedRecord> next = Optional.empty();
  private String after = "TRUE";
  private int onPage = PAGE;

  RejectPages(QueryClient server, String condition, KnownHits known) {
    this.server = server;
    this.condition = condition;
    this.known = known;
  }

  @Override
  public boolean hasNext() {
    if (next.isEmpty()) {
      next = read();
    }
    return next.isPresent();
  }

  @Override
  public RejectedRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all rejected records are read");
    }
    RejectedRecord record = next.get();
    next = Optional.empty();
    return record;
  }

  private Optional<RejectedRecord> read() {
    try {
      while (true) {
        if (page.isEmpty()) {
          if (onPage < PAGE) {
            return Optional.empty();
          }
          open();
        }
        if (page.get().nextToken() == JsonToken.START_ARRAY) {
          onPage++;
          return Optional.of(record(page.get().readValueAsTree()));
        }
        // What follows the rows tells whether they are all.
        while (page.get().nextToken() != null) {}
        page.get().close();
        page = Optional.empty();
      }
    } catch (IOException | RuntimeException e) {
      throw new IngestException.External(
          "reading rejected_records through the query server failed: "
              + e.getMessage()
              + "; run the same command again to continue",
          e);
    }
  }

  private void open() throws IOException {
    onPage = 0;
    String sql =
        """
        SELECT r."source", r."position", r.payload, r.reason, r.detail, r.recorded_at
        FROM rejected_records AS r
        WHERE %s AND %s
        ORDER BY r."source", r."position"
        LIMIT %d\
        """
            .formatted(condition, after, PAGE);
    JsonParser parser = JSON.getFactory().createParser(server.ask(Ask.ROWS_AS_JSON, sql, Side.ALL));
    page = Optional.of(parser);
    while (!"rows".equals(parser.nextFieldName())) {
      if (parser.currentToken() == null) {
        throw new IOException("the answer has no rows");
      }
    }
    parser.nextToken();
  }

  private RejectedRecord record(JsonNode row) {
    String source = row.get(0).asText();
    long position = row.get(1).asLong();
    after =
        "(r.\"source\" > %1$s OR (r.\"source\" = %1$s AND r.\"position\" > %2$d))"
            .formatted(literal(source), position);
    return new RejectedRecord(
        source,
        position,
        row.get(2).asText(""),
        row.get(3).asText(),
        row.get(4).asText(""),
        Instant.parse(row.get(5).asText()),
        known.at(source, position));
  }
}
