-- order_touch_probes: one row per order and date that its 7-day window reaches: the order's date and the 7 before it.
-- Reads orders (insert-only). Writes order_touch_probes (first_row). State: none. Late rows: probe like any other.
-- Plan: no join
SET 'table.local-time-zone' = 'UTC';
USE CATALOG fluss;
USE headwater;

INSERT INTO order_touch_probes (
  touch_date,
  customer_id,
  order_id,
  order_time
)
SELECT
  d.touch_date,
  o.customer_id,
  o.order_id,
  o.order_time
FROM orders AS o
CROSS JOIN UNNEST(ARRAY[
  DATE_FORMAT(o.order_time, 'yyyy-MM-dd'),
  DATE_FORMAT(o.order_time - INTERVAL '1' DAY, 'yyyy-MM-dd'),
  DATE_FORMAT(o.order_time - INTERVAL '2' DAY, 'yyyy-MM-dd'),
  DATE_FORMAT(o.order_time - INTERVAL '3' DAY, 'yyyy-MM-dd'),
  DATE_FORMAT(o.order_time - INTERVAL '4' DAY, 'yyyy-MM-dd'),
  DATE_FORMAT(o.order_time - INTERVAL '5' DAY, 'yyyy-MM-dd'),
  DATE_FORMAT(o.order_time - INTERVAL '6' DAY, 'yyyy-MM-dd'),
  DATE_FORMAT(o.order_time - INTERVAL '7' DAY, 'yyyy-MM-dd')
]) AS d (touch_date);
