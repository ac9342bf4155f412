-- order_click_probes: one row per order and date that its 1-hour window reaches: one, or two just after midnight.
-- Reads orders (insert-only). Writes order_click_probes (first_row: equal dates fall together). State: none.
-- Late rows: probe like any other.
-- Plan: no join
SET 'table.local-time-zone' = 'UTC';
USE CATALOG fluss;
USE headwater;

INSERT INTO order_click_probes (
  click_date,
  customer_id,
  product_id,
  order_id,
  order_time
)
SELECT
  d.click_date,
  o.customer_id,
  o.product_id,
  o.order_id,
  o.order_time
FROM orders AS o
CROSS JOIN UNNEST(ARRAY[
  DATE_FORMAT(o.order_time, 'yyyy-MM-dd'),
  DATE_FORMAT(o.order_time - INTERVAL '1' HOUR, 'yyyy-MM-dd')
]) AS d (click_date);
