-- archive_events: one row per distinct accepted event in the cold catalog, for backfill and before retention drops the day.
-- Reads events (insert-only). Writes cold.archive.events, exactly once: a checkpoint commits the files of what it has read.
-- State: the files that the next commit adds. A checkpoint a minute, because each makes a file a day that it met.
-- Late rows: those that are still hot are archived like any other; what goes to late_records is archived by backfill.
-- Plan: no join
SET 'table.local-time-zone' = 'UTC';
SET 'table.exec.iceberg.use-v2-sink' = 'true';
SET 'execution.checkpointing.interval' = '1 min';
USE CATALOG fluss;
USE headwater;

INSERT INTO cold.archive.events (
  event_date,
  event_id,
  customer_id,
  event_type,
  product_id,
  campaign_id,
  channel,
  page_host,
  referrer,
  event_time,
  late
)
SELECT
  event_date,
  event_id,
  customer_id,
  event_type,
  product_id,
  campaign_id,
  channel,
  page_host,
  referrer,
  event_time,
  FALSE
FROM events;
