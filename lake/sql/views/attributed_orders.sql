-- attributed_orders: one row per order, with the touch that brought it or the reason why none did.
-- Reads order_mart, order_touches (the path: touches in the 7 days before the order) and campaigns (current names).
-- Model 'first': the earliest touch on the path; of equal times the one whose event id has the larger first five hex digits of
-- MD5, which sort as text as they do as a number. first_touch_* is the earliest touch ever and may lie outside the path.
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
  o.customer_segment_at_arrival
FROM order_mart AS o
LEFT JOIN (
  SELECT
    customer_id,
    order_id,
    touch_event_id,
    touch_time,
    channel,
    campaign_id,
    seconds_before_order,
    COUNT(*) OVER (PARTITION BY customer_id, order_id) AS path_length,
    ROW_NUMBER() OVER (
      PARTITION BY customer_id, order_id
      ORDER BY touch_time ASC, SUBSTRING(MD5(touch_event_id), 1, 5) DESC, touch_event_id ASC
    ) AS place
  FROM order_touches
) AS p
  ON p.customer_id = o.customer_id AND p.order_id = o.order_id AND p.place = 1
LEFT JOIN campaigns AS c
  ON c.campaign_id = p.campaign_id
WHERE o.order_time IS NOT NULL;
