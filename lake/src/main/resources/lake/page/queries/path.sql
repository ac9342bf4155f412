-- The touches on the way to the order with the longest path.
SELECT
  order_id,
  path_position,
  touch_time,
  channel,
  campaign_id,
  seconds_before_order
FROM order_paths
ORDER BY
  path_length DESC,
  customer_id,
  order_id,
  path_position
LIMIT 20
