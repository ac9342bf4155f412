-- Orders and revenue by day and currency, the newest 60 days.
SELECT
  order_date,
  currency,
  orders,
  revenue
FROM orders_daily
WHERE CAST(order_date AS DATE) > (SELECT MAX(CAST(order_date AS DATE)) FROM orders_daily) - INTERVAL '60' DAY
ORDER BY
  order_date,
  currency
