-- order_touches: one row per touch on the path to an order, in the 7 days before it, both ends included.
-- Reads order_touch_probes and touches (both insert-only). Writes order_touches. State: none: each side looks the other up.
-- Late rows: a late touch joins the orders it precedes, a late order finds its touches.
-- Plan: 1 delta join
SET 'table.local-time-zone' = 'UTC';
SET 'table.optimizer.delta-join.strategy' = 'FORCE';
SET 'table.exec.async-lookup.buffer-capacity' = '5000';
USE CATALOG fluss;
USE headwater;

INSERT INTO order_touches (
  customer_id,
  order_id,
  touch_event_id,
  touch_time,
  channel,
  campaign_id,
  seconds_before_order
)
SELECT
  p.customer_id,
  p.order_id,
  t.event_id,
  t.touch_time,
  t.channel,
  t.campaign_id,
  CAST(TIMESTAMPDIFF(SECOND, t.touch_time, p.order_time) AS BIGINT)
FROM order_touch_probes AS p
JOIN touches AS t
  ON p.touch_date = t.touch_date
  AND p.customer_id = t.customer_id
  AND t.touch_time BETWEEN p.order_time - INTERVAL '7' DAY AND p.order_time;
