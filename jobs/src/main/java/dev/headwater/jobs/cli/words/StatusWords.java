package dev.headwater.jobs.cli.words;

import dev.headwater.jobs.retention.KeptDay;
import dev.headwater.jobs.retention.RetentionReport;
import dev.headwater.jobs.status.Part;
import dev.headwater.jobs.status.Status;
import dev.headwater.jobs.status.TableStatus;
import dev.headwater.lake.cold.feed.FeedState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A status as tables for a person and as a document for a program. */
public final class StatusWords {
  private static final Table<Part> COMPONENTS = parts("component");
  private static final Table<Part> JOBS = parts("job");
  private static final Table<TableStatus> TABLES =
      new Table<TableStatus>()
          .both("table", "name", table -> table.progress().table())
          .count("log records", "log_records", table -> table.progress().written())
          .named("in_lake", table -> table.progress().inLake())
          .titled("hot only", StatusWords::hotOnly)
          .named("hot_only", table -> table.progress().pending())
          .both("lake snapshot", "lake_snapshot", table -> table.progress().lakeSnapshot())
          .titled("lake age", table -> table.lakeCommitted().map(StatusWords::age))
          .named("lake_committed", TableStatus::lakeCommitted);
  private static final Table<KeptDay> KEPT =
      new Table<KeptDay>()
          .both("kept", "table", KeptDay::table)
          .both("day", "day", KeptDay::day)
          .both("since", "since", KeptDay::since)
          .both("because", "reason", KeptDay::reason);
  private static final Table<FeedState> FEEDS =
      new Table<FeedState>()
          .named("table", FeedState::table)
          .named("source", feed -> "cold." + feed.source())
          .named("current_snapshot", feed -> feed.current().map(String::valueOf))
          .named("read_snapshot", feed -> feed.read().map(String::valueOf))
          .named("commits_behind", feed -> feed.unread().size())
          .named("fault", FeedState::fault)
          .named("mend", feed -> feed.fault().map(fault -> feed.mend()));
  private static final Table<Status> HORIZON =
      new Table<Status>()
          .named("newest_time", status -> status.horizon().newest())
          .named("hot_days", status -> status.horizon().days())
          .named("oldest_hot_time", StatusWords::oldestHot);
  private static final Table<RetentionReport> RETENTION =
      new Table<RetentionReport>()
          .named("looked", RetentionReport::looked)
          .named("oldest_day", RetentionReport::oldest)
          .named("dropped_before", RetentionReport::droppedBefore)
          .named("dropped", RetentionReport::dropped)
          .named("kept", retention -> KEPT.documents(retention.kept()));
  private static final Table<Status> STATUS =
      new Table<Status>()
          .named("ready", Status::isReady)
          .named("components", status -> COMPONENTS.documents(status.components()))
          .named("jobs", status -> JOBS.documents(status.jobs()))
          .named("tables", status -> TABLES.documents(status.tables()))
          .named("feeds", status -> FEEDS.documents(status.feeds()))
          .named("ingests", status -> IngestWords.document(status.ingests()))
          .named("horizon", HORIZON::document)
          .named("retention", status -> RETENTION.document(status.retention()))
          .named("schedule", status -> ScheduleWords.TABLE.documents(status.schedule()));

  private StatusWords() {}

  private static Table<Part> parts(String title) {
    return new Table<Part>()
        .both(title, "name", Part::name)
        .both("state", "state", Part::state)
        .named("ready", Part::ready)
        .both("", "detail", Part::detail);
  }

  public static Map<String, Object> document(Status status) {
    return STATUS.document(status);
  }

  public static String text(Status status) {
    return COMPONENTS.text(status.components())
        + '\n'
        + (status.jobs().isEmpty() ? "no jobs\n" : JOBS.text(status.jobs()))
        + '\n'
        + tables(status)
        + '\n'
        + IngestWords.text(status.ingests())
        + feeds(status.feeds())
        + horizon(status)
        + retention(status.retention())
        + '\n'
        + ScheduleWords.TABLE.text(status.schedule());
  }

  public static String tables(Status status) {
    return TABLES.text(status.tables());
  }

  private static String hotOnly(TableStatus table) {
    return table.progress().inLake() ? "%,d".formatted(table.progress().pending()) : "";
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
    return retention.kept().isEmpty() ? words : words + KEPT.text(retention.kept());
  }

  private static Optional<Instant> oldestHot(Status status) {
    return status
        .horizon()
        .newest()
        .flatMap(
            newest -> status.horizon().days().map(days -> newest.minus(Duration.ofDays(days))));
  }
}
