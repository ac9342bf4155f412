-- orders_hourly: one row per hour and currency: orders and revenue, updated as orders arrive.
-- Reads orders (insert-only). Writes orders_hourly.
-- State: two sums per hour and currency, about 70 bytes in a checkpoint: 0.6 MB a year and currency. It is kept for ever, because
-- orders have no horizon: one of any age counts, and would restate its hour from nothing if the sums were gone.
-- Late rows: restate the hour.
-- Plan: 1 aggregate
SET 'table.local-time-zone' = 'UTC';
USE CATALOG fluss;
USE headwater;

INSERT INTO orders_hourly (
  order_hour,
  currency,
  orders,
  revenue
)
SELECT
  FLOOR(order_time TO HOUR),
  currency,
  COUNT(*),
  CAST(SUM(total_amount) AS DECIMAL(18, 2))
FROM orders
GROUP BY
  FLOOR(order_time TO HOUR),
  currency;
