-- orders_daily: one row per day and currency; amounts of different currencies are never added.
-- Reads orders of the days.
SELECT
  order_date,
  currency,
  COUNT(*) AS orders,
  CAST(SUM(total_amount) AS DECIMAL(18, 2)) AS revenue
FROM orders
WHERE order_date BETWEEN :first_day AND :last_day
GROUP BY
  order_date,
  currency
