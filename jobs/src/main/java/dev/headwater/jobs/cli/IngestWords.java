package dev.headwater.jobs.cli;

import dev.headwater.jobs.status.LiveIngestStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ingests from live sources as a table for a person and as a document for a program. */
final class IngestWords {
  private IngestWords() {}

  static String text(List<LiveIngestStatus> ingests) {
    if (ingests.isEmpty()) {
      return "";
    }
    TextTable table =
        new TextTable("ingest from", "group", "into", "records", "behind", "last heard of");
    for (LiveIngestStatus ingest : ingests) {
      table.row(
          ingest.source(),
          ingest.group().orElse(""),
          ingest.table(),
          "%,d".formatted(ingest.records()),
          "%,d".formatted(ingest.behind()),
          heard(ingest, Instant.now()));
    }
    return table.text() + '\n';
  }

  static String heard(LiveIngestStatus ingest, Instant now) {
    long seconds = Math.max(0, Duration.between(ingest.heardAt(), now).toSeconds());
    return ingest.isSilent(now)
        ? "silent for %,d s: killed, or cut off".formatted(seconds)
        : seconds + " s ago";
  }

  static List<Map<String, Object>> document(List<LiveIngestStatus> ingests) {
    List<Map<String, Object>> documents = new ArrayList<>();
    for (LiveIngestStatus ingest : ingests) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("source", ingest.source());
      document.put("group", ingest.group().orElse(null));
      document.put("table", ingest.table());
      document.put("records", ingest.records());
      document.put("behind", ingest.behind());
      document.put("started_at", ingest.startedAt().toString());
      document.put("heard_at", ingest.heardAt().toString());
      document.put("silent", ingest.isSilent(Instant.now()));
      documents.add(document);
    }
    return documents;
  }
}
