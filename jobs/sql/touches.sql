-- touches: one row per marketing touch, an event with a channel or a campaign.
-- Reads events (insert-only). Writes touches (first_row). State: none. Late rows: become touches like any other.
-- Plan: no join
SET 'table.local-time-zone' = 'UTC';
USE CATALOG fluss;
USE headwater;

INSERT INTO touches (
  touch_date,
  customer_id,
  event_id,
  event_type,
  channel,
  campaign_id,
  touch_time
)
SELECT
  event_date,
  customer_id,
  event_id,
  event_type,
  channel,
  campaign_id,
  event_time
FROM events
WHERE channel IS NOT NULL OR campaign_id IS NOT NULL;
