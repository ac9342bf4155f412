-- order_paths: one row per touch on the path to an order, with its place on the path, the earliest first.
-- Reads order_touches (the path: touches in the 7 days before the order, both ends included).
-- Of equal times the touch whose event id has the larger first five hex digits of MD5 comes first, which sort as text as they
-- do as a number; of equal digits the smaller id.
CREATE VIEW IF NOT EXISTS order_paths AS
SELECT
  customer_id,
  order_id,
  touch_event_id,
  touch_time,
  channel,
  campaign_id,
  seconds_before_order,
  ROW_NUMBER() OVER (
    PARTITION BY customer_id, order_id
    ORDER BY touch_time ASC, SUBSTRING(MD5(touch_event_id), 1, 5) DESC, touch_event_id ASC
  ) AS path_position,
  COUNT(*) OVER (PARTITION BY customer_id, order_id) AS path_length,
  7 AS window_days
FROM order_touches;
