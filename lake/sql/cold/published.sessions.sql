-- published.sessions: one row per session of a closed or recomputed day, for readers who want whole days.
-- Written by backfill, by day and only where a day has changed.
CREATE TABLE IF NOT EXISTS published.sessions (
  session_date STRING NOT NULL COMMENT 'UTC date of session_start, yyyy-MM-dd',
  customer_id STRING NOT NULL COMMENT 'whose session',
  session_start TIMESTAMP_LTZ(6) NOT NULL COMMENT 'time of the first event',
  session_end TIMESTAMP_LTZ(6) NOT NULL COMMENT 'time of the last event',
  events BIGINT NOT NULL COMMENT 'events in the session',
  page_views BIGINT NOT NULL COMMENT 'page views among them',
  clicks BIGINT NOT NULL COMMENT 'clicks among them',
  entry_page STRING COMMENT 'page host of the first event',
  exit_page STRING COMMENT 'page host of the last event',
  channel STRING COMMENT 'channel of the first event, null when none'
) PARTITIONED BY (session_date) WITH (
  'format-version' = '2',
  'commit.retry.num-retries' = '20',
  'write.distribution-mode' = 'none',
  'write.metadata.delete-after-commit.enabled' = 'true',
  'write.metadata.previous-versions-max' = '20'
);
