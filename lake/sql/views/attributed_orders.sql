-- attributed_orders: one row per order, with the touch that brought it or the reason why none did.
-- Reads order_mart, order_paths (touches in the 7 days before the order), campaigns and customers (both as they are now).
-- Model 'first': the earliest touch on the path. first_touch_* is the earliest touch ever and may lie outside the path.
-- customer_*_at_arrival is the customer as known when the order was processed, customer_name and customer_segment as known now.
CREATE VIEW IF NOT EXISTS attributed_orders AS
SELECT
  o.customer_id,
  o.order_id,
  o.product_id,
  o.total_amount,
  o.currency,
  o.order_time,
  CASE
    WHEN p.touch_event_id IS NOT NULL THEN 'attributed'
    WHEN o.first_touch_time < o.order_time - INTERVAL '7' DAY THEN 'outside_window'
    WHEN o.first_touch_time > o.order_time THEN 'touch_after_order'
    ELSE 'no_touch'
  END AS reason,
  'first' AS model,
  7 AS window_days,
  COALESCE(p.path_length, CAST(0 AS BIGINT)) AS path_length,
  p.touch_event_id AS attributed_touch_event_id,
  p.touch_time AS attributed_touch_time,
  p.channel AS attributed_channel,
  p.campaign_id AS attributed_campaign_id,
  p.seconds_before_order AS attributed_seconds_before_order,
  c.name AS campaign_name,
  c.channel AS campaign_channel,
  o.first_touch_event_id,
  o.first_touch_channel,
  o.first_touch_campaign_id,
  o.first_touch_time,
  o.first_click_event_id,
  o.first_click_time,
  o.customer_name_at_arrival,
  o.customer_segment_at_arrival,
  k.name AS customer_name,
  k.segment AS customer_segment
FROM order_mart AS o
LEFT JOIN order_paths AS p
  ON p.customer_id = o.customer_id AND p.order_id = o.order_id AND p.path_position = 1
LEFT JOIN campaigns AS c
  ON c.campaign_id = p.campaign_id
LEFT JOIN customers AS k
  ON k.customer_id = o.customer_id
WHERE o.order_time IS NOT NULL;
