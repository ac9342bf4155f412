-- attribution_time_decay: one row per touch that has a part in an order, when credit halves with every half-life (attribution_weights) before the last touch.
-- Reads attribution_credits, which tells how credit and revenue are split.
CREATE VIEW IF NOT EXISTS attribution_time_decay AS
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
WHERE model = 'time_decay';
