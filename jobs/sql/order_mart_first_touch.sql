-- order_mart_first_touch: the customer's earliest touch ever, on each of its orders.
-- Reads orders (insert-only) and first_touch (versioned). Writes first_touch_* of order_mart (partial update).
-- State: none: each side looks the other up. Late rows: an earlier touch restates every order of the customer.
-- Plan: 1 delta join
SET 'table.local-time-zone' = 'UTC';
SET 'table.optimizer.delta-join.strategy' = 'FORCE';
SET 'table.exec.async-lookup.buffer-capacity' = '5000';
USE CATALOG fluss;
USE headwater;

INSERT INTO order_mart (
  customer_id,
  order_id,
  first_touch_event_id,
  first_touch_channel,
  first_touch_campaign_id,
  first_touch_time
)
SELECT
  o.customer_id,
  o.order_id,
  f.touch_event_id,
  f.channel,
  f.campaign_id,
  f.touch_time
FROM orders AS o
JOIN first_touch AS f
  ON o.customer_id = f.customer_id;
