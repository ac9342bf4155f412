package dev.headwater.jobs.cli;

import dev.headwater.jobs.retention.KeptDay;
import dev.headwater.jobs.retention.RetentionReport;
import dev.headwater.jobs.status.Part;
import dev.headwater.jobs.status.Status;
import dev.headwater.jobs.status.TableStatus;
import dev.headwater.lake.feed.FeedState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A status as tables for a person and as a document for a program. */
final class StatusWords {
  private StatusWords() {}

  static String text(Status status) {
    TextTable parts = new TextTable("component", "state", "");
    status.components().forEach(part -> parts.row(part.name(), part.state(), part.detail()));
    TextTable jobs = new TextTable("job", "state", "");
    status.jobs().forEach(job -> jobs.row(job.name(), job.state(), job.detail()));
    return parts.text()
        + '\n'
        + (status.jobs().isEmpty() ? "no jobs\n" : jobs.text())
        + '\n'
        + tables(status)
        + '\n'
        + IngestWords.text(status.ingests())
        + feeds(status.feeds())
        + horizon(status)
        + retention(status.retention())
        + '\n'
        + ScheduleWords.text(status.schedule());
  }

  static String tables(Status status) {
    TextTable tables =
        new TextTable("table", "log records", "hot only", "lake snapshot", "lake age");
    for (TableStatus table : status.tables()) {
      tables.row(
          table.progress().table(),
          "%,d".formatted(table.progress().written()),
          table.progress().inLake() ? "%,d".formatted(table.progress().pending()) : "",
          table.progress().lakeSnapshot().map(String::valueOf).orElse(""),
          table.lakeCommitted().map(StatusWords::age).orElse(""));
    }
    return tables.text();
  }

  private static String age(Instant then) {
    return Duration.between(then, Instant.now()).toSeconds() + " s";
  }

  private static String feeds(List<FeedState> feeds) {
    StringBuilder words = new StringBuilder();
    for (FeedState feed : feeds) {
      words.append(
          "%s follows cold.%s: %s%n".formatted(feed.table(), feed.source(), staleness(feed)));
      feed.fault().ifPresent(fault -> words.append("%s: %s%n".formatted(fault, feed.mend())));
    }
    return words.toString();
  }

  private static String staleness(FeedState feed) {
    if (feed.current().isEmpty()) {
      return "nothing loaded yet";
    }
    if (feed.read().isEmpty()) {
      return "how far is known after the first checkpoint of its job";
    }
    return feed.unread().isEmpty()
        ? "up to date"
        : "%d commits behind, the newest %s old"
            .formatted(feed.unread().size(), age(feed.unread().get(0)));
  }

  private static String horizon(Status status) {
    return status
        .horizon()
        .newest()
        .map(
            newest ->
                "newest time seen %s; events and hits before %s are late%n"
                    .formatted(newest, oldestHot(status).map(String::valueOf).orElse("?")))
        .orElse("nothing ingested yet\n");
  }

  private static String retention(RetentionReport retention) {
    if (retention.oldest() == null) {
      return "";
    }
    String words =
        "days before %s are looked into no more%s%n"
            .formatted(
                retention.oldest(),
                retention.kept().isEmpty() ? "; none of them is hot" : ", but some are still hot:");
    TextTable kept = new TextTable("kept", "day", "since", "because");
    retention.kept().forEach(day -> kept.row(day.table(), day.day(), day.since(), day.reason()));
    return retention.kept().isEmpty() ? words : words + kept.text();
  }

  private static Optional<Instant> oldestHot(Status status) {
    return status
        .horizon()
        .newest()
        .flatMap(
            newest -> status.horizon().days().map(days -> newest.minus(Duration.ofDays(days))));
  }

  static Map<String, Object> document(Status status) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ready", status.isReady());
    document.put("components", parts(status.components()));
    document.put("jobs", parts(status.jobs()));
    List<Map<String, Object>> tables = new ArrayList<>();
    status.tables().forEach(table -> tables.add(document(table)));
    document.put("tables", tables);
    document.put("feeds", status.feeds().stream().map(StatusWords::document).toList());
    document.put("ingests", IngestWords.document(status.ingests()));
    Map<String, Object> horizon = new LinkedHashMap<>();
    horizon.put("newest_time", status.horizon().newest().map(Instant::toString).orElse(null));
    horizon.put("hot_days", status.horizon().days().orElse(null));
    horizon.put("oldest_hot_time", oldestHot(status).map(Instant::toString).orElse(null));
    document.put("horizon", horizon);
    document.put("retention", retentionDocument(status.retention()));
    document.put("schedule", ScheduleWords.document(status.schedule()));
    return document;
  }

  private static Map<String, Object> retentionDocument(RetentionReport retention) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("looked", retention.looked());
    document.put("oldest_day", retention.oldest());
    document.put("dropped_before", retention.droppedBefore());
    document.put("dropped", retention.dropped());
    List<Map<String, Object>> kept = new ArrayList<>();
    for (KeptDay day : retention.kept()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("table", day.table());
      one.put("day", day.day());
      one.put("since", day.since());
      one.put("reason", day.reason());
      kept.add(one);
    }
    document.put("kept", kept);
    return document;
  }

  private static List<Map<String, Object>> parts(List<Part> parts) {
    List<Map<String, Object>> documents = new ArrayList<>();
    for (Part part : parts) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("name", part.name());
      document.put("state", part.state());
      document.put("ready", part.ready());
      document.put("detail", part.detail());
      documents.add(document);
    }
    return documents;
  }

  private static Map<String, Object> document(FeedState feed) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("table", feed.table());
    document.put("source", "cold." + feed.source());
    document.put("current_snapshot", feed.current().map(String::valueOf).orElse(null));
    document.put("read_snapshot", feed.read().map(String::valueOf).orElse(null));
    document.put("commits_behind", feed.unread().size());
    document.put("fault", feed.fault().orElse(null));
    document.put("mend", feed.fault().map(fault -> feed.mend()).orElse(null));
    return document;
  }

  private static Map<String, Object> document(TableStatus table) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", table.progress().table());
    document.put("log_records", table.progress().written());
    document.put("in_lake", table.progress().inLake());
    document.put("hot_only", table.progress().pending());
    document.put("lake_snapshot", table.progress().lakeSnapshot().orElse(null));
    document.put("lake_committed", table.lakeCommitted().map(Instant::toString).orElse(null));
    return document;
  }
}
