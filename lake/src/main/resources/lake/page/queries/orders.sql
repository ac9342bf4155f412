-- The newest orders, with the touch that brought each, or the reason why none did.
SELECT
  order_time,
  order_id,
  customer_name,
  total_amount,
  currency,
  reason,
  attributed_channel,
  campaign_name,
  path_length
FROM attributed_orders
ORDER BY order_time DESC
LIMIT 20
