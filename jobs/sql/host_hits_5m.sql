-- host_hits_5m: one row per client address and 5 minutes with requests, updated as requests arrive.
-- Reads hits (insert-only) as far as they are hot. Writes host_hits_5m.
-- State: a count per row, about 50 bytes in a checkpoint, until its window is two days past the hot horizon (by event time).
-- Late rows: restate the count. A request older than that would be passed over; ingest keeps those in late_records.
-- Plan: 1 process table function
SET 'table.local-time-zone' = 'UTC';
SET 'table.exec.sink.upsert-materialize' = 'NONE';
USE CATALOG fluss;
USE headwater;
CREATE TEMPORARY SYSTEM FUNCTION IF NOT EXISTS tally AS 'dev.headwater.jobs.function.Tally';

CREATE TEMPORARY VIEW host_hits_counted AS
WITH requests AS (
  SELECT
    SUBSTRING(MD5(host), 1, 2) AS shard,
    TO_TIMESTAMP_LTZ(EXTRACT(EPOCH FROM hit_time) / 300 * 300, 0) AS window_start,
    host
  FROM hits /*+ OPTIONS('scan.startup.mode' = 'earliest') */
)
SELECT
  window_start,
  host,
  records
FROM tally(
  input => TABLE requests PARTITION BY shard,
  starts => DESCRIPTOR(window_start)
);

INSERT INTO host_hits_5m (
  window_start,
  host,
  hits
)
SELECT
  window_start,
  host,
  records
FROM host_hits_counted;
