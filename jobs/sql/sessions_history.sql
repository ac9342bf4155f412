-- sessions_history: one row per session that there is or was, for the lake; one that merged into another stays as a tombstone.
-- Reads the changelog of sessions from its start. Writes sessions_history, never deletes. State: none.
-- Late rows: restate the session, or mark it as merged away.
-- Plan: 1 process table function
SET 'table.local-time-zone' = 'UTC';
USE CATALOG fluss;
USE headwater;
CREATE TEMPORARY SYSTEM FUNCTION IF NOT EXISTS tombstones AS 'dev.headwater.jobs.function.Tombstones';

INSERT INTO sessions_history (
  customer_id,
  session_start,
  session_end,
  events,
  page_views,
  clicks,
  entry_page,
  exit_page,
  channel,
  merged_away
)
-- From the start of the log and not from a snapshot, which would not tell what was deleted before.
WITH changes AS (
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
  FROM sessions /*+ OPTIONS('scan.startup.mode' = 'earliest') */
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
  channel,
  deleted
FROM tombstones(input => TABLE changes);
