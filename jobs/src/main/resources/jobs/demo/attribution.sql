-- Orders and revenue by the channel and campaign of the first touch on their path.
SELECT
  COALESCE(attributed_channel, campaign_channel, '(' || reason || ')') AS channel,
  COALESCE(campaign_name, '') AS campaign,
  currency,
  COUNT(*) AS orders,
  SUM(total_amount) AS revenue
FROM attributed_orders
GROUP BY
  COALESCE(attributed_channel, campaign_channel, '(' || reason || ')'),
  COALESCE(campaign_name, ''),
  currency
ORDER BY orders DESC, channel, campaign, currency
