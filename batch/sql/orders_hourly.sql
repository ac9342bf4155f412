-- orders_hourly: one row per hour and currency; amounts of different currencies are never added.
-- Reads orders of the days.
SELECT
  DATE_TRUNC('HOUR', order_time) AS order_hour,
  currency,
  COUNT(*) AS orders,
  CAST(SUM(total_amount) AS DECIMAL(18, 2)) AS revenue
FROM orders
WHERE order_date BETWEEN :first_day AND :last_day
GROUP BY
  DATE_TRUNC('HOUR', order_time),
  currency
