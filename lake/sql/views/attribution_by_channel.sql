-- attribution_by_channel: one row per attribution model, channel, campaign, day and currency of orders: what they brought.
-- Reads attribution_credits and campaigns (current name, and current channel where the touch has none).
-- orders is the sum of credits. Amounts in different currencies are never added. Orders that no touch brought are not here.
CREATE VIEW IF NOT EXISTS attribution_by_channel AS
SELECT
  a.model,
  COALESCE(a.channel, c.channel) AS channel,
  a.campaign_id,
  c.name AS campaign_name,
  a.order_date,
  a.currency,
  SUM(a.credit) AS orders,
  SUM(a.revenue) AS revenue
FROM attribution_credits AS a
LEFT JOIN campaigns AS c
  ON c.campaign_id = a.campaign_id
GROUP BY
  a.model,
  COALESCE(a.channel, c.channel),
  a.campaign_id,
  c.name,
  a.order_date,
  a.currency;
