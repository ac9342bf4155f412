-- orders_daily: one row per day and currency: orders and revenue, rolled up from the hours.
-- Reads the changelog of orders_hourly. Writes orders_daily, whose sink leaves deletes out: an hour's change is taken off its day
-- before it is added again, which empties a day of one hour for a moment.
-- State: two sums per day and currency, about 70 bytes in a checkpoint: 25 kB a year and currency. Kept for ever, as in orders_hourly.
-- Late rows: restate the day.
-- Plan: 1 aggregate
SET 'table.local-time-zone' = 'UTC';
USE CATALOG fluss;
USE headwater;

INSERT INTO orders_daily (
  order_date,
  currency,
  orders,
  revenue
)
SELECT
  DATE_FORMAT(order_hour, 'yyyy-MM-dd'),
  currency,
  SUM(orders),
  CAST(SUM(revenue) AS DECIMAL(18, 2))
FROM orders_hourly
GROUP BY
  DATE_FORMAT(order_hour, 'yyyy-MM-dd'),
  currency;
