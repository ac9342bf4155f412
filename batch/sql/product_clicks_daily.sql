-- product_clicks_daily: one row per product and day with clicks.
-- Reads events of the days.
SELECT
  event_date AS click_date,
  product_id,
  COUNT(*) AS clicks
FROM events
WHERE event_date BETWEEN :first_day AND :last_day
  AND product_id IS NOT NULL
  AND event_type IN ('click', 'page_view')
GROUP BY
  event_date,
  product_id
