-- Orders by the reason of their attribution.
SELECT
  reason,
  COUNT(*) AS orders
FROM attributed_orders
GROUP BY reason
ORDER BY orders DESC
