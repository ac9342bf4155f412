-- customer_first_touch: one row per customer that has a touch, with the customer's newest attributes.
-- Reads first_touch and customers (both versioned). Writes customer_first_touch. State: none: each side looks the other up.
-- Late rows: an earlier touch or a newer customer restates the row.
-- Plan: 1 delta join
SET 'table.local-time-zone' = 'UTC';
SET 'table.optimizer.delta-join.strategy' = 'FORCE';
SET 'table.exec.async-lookup.buffer-capacity' = '5000';
USE CATALOG fluss;
USE headwater;

INSERT INTO customer_first_touch (
  customer_id,
  customer_name,
  customer_segment,
  acquisition_channel,
  country,
  touch_event_id,
  channel,
  campaign_id,
  touch_time
)
SELECT
  f.customer_id,
  c.name,
  c.segment,
  c.acquisition_channel,
  c.country,
  f.touch_event_id,
  f.channel,
  f.campaign_id,
  f.touch_time
FROM first_touch AS f
JOIN customers AS c
  ON f.customer_id = c.customer_id;
