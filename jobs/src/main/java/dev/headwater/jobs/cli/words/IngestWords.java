package dev.headwater.jobs.cli.words;

import dev.headwater.jobs.status.LiveIngestStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Ingests from live sources as a table for a person and as a document for a program. */
final class IngestWords {
  private static final Table<LiveIngestStatus> TABLE =
      new Table<LiveIngestStatus>()
          .both("ingest from", "source", LiveIngestStatus::source)
          .both("group", "group", LiveIngestStatus::group)
          .both("into", "table", LiveIngestStatus::table)
          .count("records", "records", LiveIngestStatus::records)
          .count("behind", "behind", LiveIngestStatus::behind)
          .named("started_at", LiveIngestStatus::startedAt)
          .named("heard_at", LiveIngestStatus::heardAt)
          .titled("last heard of", ingest -> heard(ingest, Instant.now()))
          .named("silent", ingest -> ingest.isSilent(Instant.now()));

  private IngestWords() {}

  static String text(List<LiveIngestStatus> ingests) {
    return ingests.isEmpty() ? "" : TABLE.text(ingests) + '\n';
  }

  static String heard(LiveIngestStatus ingest, Instant now) {
    long seconds = Math.max(0, Duration.between(ingest.heardAt(), now).toSeconds());
    return ingest.isSilent(now)
        ? "silent for %,d s: killed, or cut off".formatted(seconds)
        : seconds + " s ago";
  }

  static List<Map<String, Object>> document(List<LiveIngestStatus> ingests) {
    return TABLE.documents(ingests);
  }
}
