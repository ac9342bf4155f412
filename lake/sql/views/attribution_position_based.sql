-- attribution_position_based: one row per touch that has a part in an order, when the first and the last touch have 40 % each and those between share 20 %.
-- Reads attribution_credits, which tells how credit and revenue are split.
CREATE VIEW IF NOT EXISTS attribution_position_based AS
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
WHERE model = 'position_based';
