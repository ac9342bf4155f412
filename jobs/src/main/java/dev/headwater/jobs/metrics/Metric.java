package dev.headwater.jobs.metrics;

import java.util.List;

/** What is told of a platform as a whole; docs/reference/metrics.md lists the same. */
enum Metric {
  PROBE_UP("probe_up", "1 when the last look at a part ended well, else 0", "probe"),
  PROBE_SECONDS("probe_duration_seconds", "how long that look took", "probe"),
  PROBE_TIME("probe_timestamp_seconds", "when the last look that ended well began", "probe"),

  TABLE_RECORDS(
      "table_records_total", "records written to a table's log since this process began", "table"),
  HORIZON_TIME("horizon_timestamp_seconds", "newest time seen in events, orders or hits"),
  REJECTED("rejected_records", "records in rejected_records, by the table they were for", "table"),
  LATE("late_records", "records in late_records, by the table they were for", "table"),
  INGEST_RECORDS(
      "ingest_records", "records of a live source that are safe", "source", "group", "table"),
  INGEST_BEHIND(
      "ingest_behind_records", "records there and not read yet", "source", "group", "table"),
  INGEST_TIME(
      "ingest_timestamp_seconds",
      "when a live ingest was last heard of, any member of its group",
      "source",
      "group",
      "table"),

  ORDER_WAIT("order_wait_seconds", "how long the oldest order without a row in order_mart waits"),

  LAKE_PENDING("lake_pending_records", "records of a table that the lake has not yet", "table"),
  LAKE_LAG("lake_lag_seconds", "how long the oldest of them may have waited; 0 for none", "table"),
  LAKE_FRESHNESS("lake_freshness_seconds", "how old the lake may get, as defined", "table"),
  TIERING_TIME("tiering_timestamp_seconds", "when tiering last brought rows into the lake"),

  JOB_UP("job_up", "1 when a job runs, 0 when not; none for one that was stopped", "job_name"),
  JOB_WATERMARK(
      "job_watermark_timestamp_seconds", "a job has written all that had come by then", "job_name"),
  JOB_BACKPRESSURE(
      "job_backpressure_ratio",
      "time of the last minute in which its slowest stage was held up",
      "job_name"),
  CHECKPOINT_TIME(
      "checkpoint_timestamp_seconds",
      "end of a run's last good checkpoint; before the first, when the run began",
      "job_name"),
  CHECKPOINT_SECONDS("checkpoint_duration_seconds", "how long it took", "job_name"),
  CHECKPOINT_BYTES("checkpoint_size_bytes", "what it wrote", "job_name"),
  STATE_BYTES("state_size_bytes", "all of the job's state in it", "job_name"),
  CHECKPOINT_FAILURES(
      "checkpoint_failures_total", "checkpoints of this run that failed", "job_name"),

  RECENT_ORDERS("recent_orders", "orders of the newest 24 hours of order time", "reason"),
  ATTRIBUTION_RATIO("attribution_ratio", "the part of them that a touch brought"),

  BACKFILL_ROWS("backfill_changed_rows_total", "rows that all backfills have changed"),
  BACKFILL_TIME("backfill_timestamp_seconds", "begin of the newest finished backfill"),
  VERIFY_DIFFERENCES("verify_differences", "rows that the newest verify found wrong"),
  VERIFY_TIME("verify_timestamp_seconds", "begin of the newest finished verify"),
  RUN_FAILED("scheduled_run_failed", "1 when the last run that ended failed, else 0", "run"),

  DISK_USED("disk_used_ratio", "of the fullest disk that the data directory or a part of it is on"),
  KEPT_DAYS("retention_kept_days", "days that should have been dropped and are kept"),
  BLOCKED("retention_blocked_seconds", "how long the longest of them is kept; 0 for none");

  private final String name;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // a copy that cannot change
  private final List<String> labels;

  Metric(String name, String meaning, String... labels) {
    this.name = name;
    this.meaning = meaning;
    this.labels = List.of(labels);
  }

  /** Its name in Prometheus. */
  String key() {
    return "headwater_" + name;
  }

  String meaning() {
    return meaning;
  }

  List<String> labels() {
    return labels;
  }

  /** Whether it only grows, but for new beginnings. */
  boolean isCounter() {
    return name.endsWith("_total");
  }
}
