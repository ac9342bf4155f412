-- sessions: one row per session of a customer (30-minute gap), open ones included.
-- Not in the lake: a session that merges into another is deleted, and deletes of unknown keys poison a lake-enabled table.
CREATE TABLE IF NOT EXISTS sessions (
  customer_id STRING NOT NULL COMMENT 'whose session',
  session_start TIMESTAMP_LTZ(3) NOT NULL COMMENT 'time of the first event',
  session_end TIMESTAMP_LTZ(3) COMMENT 'time of the last event',
  events BIGINT COMMENT 'events in the session',
  page_views BIGINT COMMENT 'page views among them',
  clicks BIGINT COMMENT 'clicks among them',
  entry_page STRING COMMENT 'page host of the first event',
  exit_page STRING COMMENT 'page host of the last event',
  channel STRING COMMENT 'channel of the first event, null when none',
  PRIMARY KEY (customer_id, session_start) NOT ENFORCED
) WITH (
  'bucket.key' = 'customer_id'
);
