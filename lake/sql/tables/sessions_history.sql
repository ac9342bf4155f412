-- sessions_history: one row per session that there is or was; the lake's mirror of sessions.
-- Written by the job sessions_history, which marks what was deleted and deletes nothing.
CREATE TABLE IF NOT EXISTS sessions_history (
  customer_id STRING NOT NULL COMMENT 'whose session',
  session_start TIMESTAMP_LTZ(3) NOT NULL COMMENT 'time of the first event',
  session_end TIMESTAMP_LTZ(3) COMMENT 'time of the last event',
  events BIGINT COMMENT 'events in the session',
  page_views BIGINT COMMENT 'page views among them',
  clicks BIGINT COMMENT 'clicks among them',
  entry_page STRING COMMENT 'page host of the first event',
  exit_page STRING COMMENT 'page host of the last event',
  channel STRING COMMENT 'channel of the first event, null when none',
  merged_away BOOLEAN COMMENT 'true when the session is none any more: its events are part of an earlier one',
  PRIMARY KEY (customer_id, session_start) NOT ENFORCED
) WITH (
  'bucket.key' = 'customer_id',
  'table.datalake.enabled' = 'true',
  'table.datalake.freshness' = '30s'
);
