-- Revenue of channels by each attribution model, side by side, in one currency.
SELECT
  COALESCE(channel, '(unknown)') AS channel,
  currency,
  SUM(CASE WHEN model = 'first' THEN revenue ELSE 0 END) AS first_touch,
  SUM(CASE WHEN model = 'last' THEN revenue ELSE 0 END) AS last_touch,
  SUM(CASE WHEN model = 'linear' THEN revenue ELSE 0 END) AS linear,
  SUM(CASE WHEN model = 'position_based' THEN revenue ELSE 0 END) AS position_based,
  SUM(CASE WHEN model = 'time_decay' THEN revenue ELSE 0 END) AS time_decay
FROM attribution_by_channel
WHERE currency = 'USD'
GROUP BY
  COALESCE(channel, '(unknown)'),
  currency
ORDER BY linear DESC, channel
