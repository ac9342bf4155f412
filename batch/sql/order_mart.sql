-- order_mart: one row per order. Without customer_*_at_arrival, which nothing can recompute.
-- Reads orders of the days, first_touch and order_first_click as recomputed.
SELECT
  o.customer_id,
  o.order_id,
  o.product_id,
  o.total_amount,
  o.currency,
  o.order_time,
  f.touch_event_id AS first_touch_event_id,
  f.channel AS first_touch_channel,
  f.campaign_id AS first_touch_campaign_id,
  f.touch_time AS first_touch_time,
  c.click_event_id AS first_click_event_id,
  c.click_time AS first_click_time
FROM orders AS o
LEFT JOIN first_touch AS f
  ON o.customer_id = f.customer_id
LEFT JOIN order_first_click AS c
  ON o.customer_id = c.customer_id
  AND o.order_id = c.order_id
WHERE o.order_date BETWEEN :first_day AND :last_day
