-- Orders and revenue by currency and by the reason of their attribution.
SELECT
  currency,
  reason,
  COUNT(*) AS orders,
  SUM(total_amount) AS revenue
FROM attributed_orders
GROUP BY
  currency,
  reason
ORDER BY orders DESC
