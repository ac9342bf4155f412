-- attribution_last: one row per touch that has a part in an order, when all credit is the last touch's.
-- Reads attribution_credits, which tells how credit and revenue are split.
CREATE VIEW IF NOT EXISTS attribution_last AS
SELECT
  customer_id,
  order_id,
  touch_event_id,
  touch_time,
  channel,
  campaign_id,
  path_position,
  path_length,
  order_time,
  order_date,
  currency,
  model,
  credit,
  revenue
FROM attribution_credits
WHERE model = 'last';
