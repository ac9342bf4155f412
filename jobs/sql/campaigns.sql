-- campaigns: one row per campaign, the newest version that was loaded into the cold layer; refreshes the materialized table.
-- Reads cold.marketing.campaigns: all of it, then what is appended. Writes campaigns (versioned: the newest updated_at wins).
-- State: the cold snapshot that was read last. Any commit but an append is skipped; status and doctor tell.
-- Late rows: an older version changes nothing.
-- Plan: no join
SET 'table.local-time-zone' = 'UTC';
USE CATALOG fluss;
USE headwater;

INSERT INTO campaigns (
  campaign_id,
  name,
  channel,
  active,
  updated_at
)
SELECT
  campaign_id,
  name,
  channel,
  active,
  CAST(updated_at AS TIMESTAMP_LTZ(3)) AS updated_at
FROM cold.marketing.campaigns /*+ OPTIONS(
  'streaming' = 'true',
  'starting-strategy' = 'TABLE_SCAN_THEN_INCREMENTAL',
  'monitor-interval' = '1s'
) */;
