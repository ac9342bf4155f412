-- first_touch: one row per customer, the earliest marketing touch by event time, whatever order touches arrive in.
-- Reads touches (insert-only). Writes first_touch (versioned: the earliest wins). State: none. Late rows: restate the answer.
-- The version grows as the touch gets earlier; touches of one millisecond are told apart by a hash of their id.
-- Plan: no join
SET 'table.local-time-zone' = 'UTC';
USE CATALOG fluss;
USE headwater;

INSERT INTO first_touch (
  customer_id,
  touch_event_id,
  channel,
  campaign_id,
  touch_time,
  earliness
)
SELECT
  customer_id,
  event_id,
  channel,
  campaign_id,
  touch_time,
  (4102444800000 - (EXTRACT(EPOCH FROM touch_time) * 1000 + EXTRACT(MILLISECOND FROM touch_time))) * 1048576
      + (POSITION(SUBSTRING(MD5(event_id), 1, 1) IN '0123456789abcdef') - 1) * 65536
      + (POSITION(SUBSTRING(MD5(event_id), 2, 1) IN '0123456789abcdef') - 1) * 4096
      + (POSITION(SUBSTRING(MD5(event_id), 3, 1) IN '0123456789abcdef') - 1) * 256
      + (POSITION(SUBSTRING(MD5(event_id), 4, 1) IN '0123456789abcdef') - 1) * 16
      + (POSITION(SUBSTRING(MD5(event_id), 5, 1) IN '0123456789abcdef') - 1)
FROM touches;
