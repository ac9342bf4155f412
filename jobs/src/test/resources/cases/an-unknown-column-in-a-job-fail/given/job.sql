-- wrong: reads a column that is not there.
-- Reads orders. Writes order_mart. State: none. Late rows: land.
-- Plan: no join
SET 'table.local-time-zone' = 'UTC';
USE CATALOG fluss;
USE headwater;

INSERT INTO order_mart (
  customer_id,
  order_id,
  currency
)
SELECT
  customer_id,
  order_id,
  colour
FROM orders;
