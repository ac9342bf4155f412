-- product_clicks_daily: one row per product and day with clicks, updated as clicks arrive.
-- Reads product_clicks (insert-only). Writes product_clicks_daily.
-- State: a count per row, about 40 bytes in a checkpoint, until its day is two days past the hot horizon (by event time).
-- Late rows: restate the count. A click older than that would be passed over; ingest keeps those in late_records.
-- Plan: 1 process table function
SET 'table.local-time-zone' = 'UTC';
SET 'table.exec.sink.upsert-materialize' = 'NONE';
USE CATALOG fluss;
USE headwater;
CREATE TEMPORARY SYSTEM FUNCTION IF NOT EXISTS tally AS 'dev.headwater.jobs.function.Tally';

CREATE TEMPORARY VIEW product_clicks_counted AS
WITH clicks AS (
  SELECT
    SUBSTRING(MD5(product_id), 1, 2) AS shard,
    FLOOR(click_time TO DAY) AS window_start,
    product_id
  FROM product_clicks
)
SELECT
  window_start,
  product_id,
  records
FROM tally(
  input => TABLE clicks PARTITION BY shard,
  starts => DESCRIPTOR(window_start)
);

INSERT INTO product_clicks_daily (
  click_date,
  product_id,
  clicks
)
SELECT
  DATE_FORMAT(window_start, 'yyyy-MM-dd'),
  product_id,
  records
FROM product_clicks_counted;
