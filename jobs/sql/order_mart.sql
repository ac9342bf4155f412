-- order_mart: one row per order, the columns of the order itself.
-- Reads orders (insert-only). Writes those columns of order_mart (partial update). State: none. Late rows: land like any other.
-- Plan: no join
SET 'table.local-time-zone' = 'UTC';
USE CATALOG fluss;
USE headwater;

INSERT INTO order_mart (
  customer_id,
  order_id,
  product_id,
  total_amount,
  currency,
  order_time
)
SELECT
  customer_id,
  order_id,
  product_id,
  total_amount,
  currency,
  order_time
FROM orders;
