package dev.headwater.jobs.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.jobs.query.QueryClient;
import dev.headwater.jobs.query.QueryFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code ingest_progress}. */
public final class LiveIngests {
  /** Nobody looks for an ingest that was killed so long ago. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private LiveIngests() {}

  /** Those that were heard of lately; none on a platform that does not have the table yet. */
  public static List<LiveIngestStatus> read(QueryClient server) {
    List<LiveIngestStatus> ingests = new ArrayList<>();
    try {
      for (JsonNode row :
          server.rows(
              """
                  SELECT "source", group_name, table_name, records, behind, started_at, heard_at
                  FROM ingest_progress
                  ORDER BY "source", table_name, started_at\
                  """)) {
        LiveIngestStatus ingest =
            new LiveIngestStatus(
                row.get(0).asText(),
                Optional.ofNullable(row.get(1).textValue()),
                row.get(2).asText(),
                row.get(3).asLong(),
                row.get(4).asLong(),
                Instant.parse(row.get(5).asText()),
                Instant.parse(row.get(6).asText()));
        if (ingest.heardAt().plus(REMEMBERED).isAfter(Instant.now())) {
          ingests.add(ingest);
        }
      }
    } catch (QueryFailedException noSuchTable) {
      return List.of();
    }
    return ingests;
  }
}
