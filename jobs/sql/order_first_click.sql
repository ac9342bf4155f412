-- order_first_click: one row per order with a click on its product in the hour before it: the earliest such click.
-- Reads order_click_probes and product_clicks (both insert-only). Writes order_first_click (versioned: the earliest wins).
-- State: none: each side looks the other up. Late rows: an earlier click restates the answer.
-- Plan: 1 delta join
SET 'table.local-time-zone' = 'UTC';
SET 'table.optimizer.delta-join.strategy' = 'FORCE';
SET 'table.exec.async-lookup.buffer-capacity' = '5000';
USE CATALOG fluss;
USE headwater;

INSERT INTO order_first_click (
  customer_id,
  order_id,
  click_event_id,
  click_time,
  earliness
)
SELECT
  p.customer_id,
  p.order_id,
  c.event_id,
  c.click_time,
  (4102444800000 - (EXTRACT(EPOCH FROM c.click_time) * 1000 + EXTRACT(MILLISECOND FROM c.click_time))) * 1048576
      + (POSITION(SUBSTRING(MD5(c.event_id), 1, 1) IN '0123456789abcdef') - 1) * 65536
      + (POSITION(SUBSTRING(MD5(c.event_id), 2, 1) IN '0123456789abcdef') - 1) * 4096
      + (POSITION(SUBSTRING(MD5(c.event_id), 3, 1) IN '0123456789abcdef') - 1) * 256
      + (POSITION(SUBSTRING(MD5(c.event_id), 4, 1) IN '0123456789abcdef') - 1) * 16
      + (POSITION(SUBSTRING(MD5(c.event_id), 5, 1) IN '0123456789abcdef') - 1)
FROM order_click_probes AS p
JOIN product_clicks AS c
  ON p.click_date = c.click_date
  AND p.customer_id = c.customer_id
  AND p.product_id = c.product_id
  AND c.click_time BETWEEN p.order_time - INTERVAL '1' HOUR AND p.order_time;
