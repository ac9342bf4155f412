-- Revenue and orders that each attribution model gives to each channel.
SELECT
  COALESCE(channel, '(unknown)') AS channel,
  model,
  currency,
  SUM(orders) AS orders,
  SUM(revenue) AS revenue
FROM attribution_by_channel
GROUP BY
  COALESCE(channel, '(unknown)'),
  model,
  currency
ORDER BY revenue DESC
