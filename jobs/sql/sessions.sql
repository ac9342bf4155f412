-- sessions: one row per session of a customer, ended by a pause of more than 30 minutes; open ones included.
-- Reads events (insert-only). Writes sessions; deletes where an event starts no session, which is harmless in a table without lake
-- and takes away what only a run that failed had written.
-- State: a customer's sessions, about 180 bytes each in a checkpoint, for the hot horizon, two days and the gap after their last event
-- (by event time, so a quiet source keeps it). At most 48 a day and customer.
-- Late rows: extend a session or merge two. An event older than the horizon would be passed over; ingest keeps those in late_records.
-- Plan: 1 process table function
SET 'table.local-time-zone' = 'UTC';
SET 'table.exec.sink.upsert-materialize' = 'NONE';
USE CATALOG fluss;
USE headwater;
CREATE TEMPORARY SYSTEM FUNCTION IF NOT EXISTS sessionize AS 'dev.headwater.jobs.function.Sessionize';

CREATE TEMPORARY VIEW customer_sessions AS
WITH sharded AS (
  SELECT
    SUBSTRING(MD5(customer_id), 1, 2) AS shard,
    customer_id,
    event_id,
    event_type,
    channel,
    page_host,
    event_time
  FROM events
)
SELECT
  customer_id,
  session_start,
  session_end,
  events,
  page_views,
  clicks,
  entry_page,
  exit_page,
  channel
FROM sessionize(
  input => TABLE sharded PARTITION BY shard,
  gap_minutes => 30
);

INSERT INTO sessions (
  customer_id,
  session_start,
  session_end,
  events,
  page_views,
  clicks,
  entry_page,
  exit_page,
  channel
)
SELECT
  customer_id,
  session_start,
  session_end,
  events,
  page_views,
  clicks,
  entry_page,
  exit_page,
  channel
FROM customer_sessions;
