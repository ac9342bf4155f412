-- attribution_linear: one row per touch that has a part in an order, when all touches on the path have the same credit.
-- Reads attribution_credits, which tells how credit and revenue are split.
CREATE VIEW IF NOT EXISTS attribution_linear AS
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
WHERE model = 'linear';
