-- order_mart_customer: the customer's name and segment as known when the order is processed.
-- Reads orders (insert-only), looks customers up. Writes customer_*_at_arrival of order_mart (partial update).
-- State: none but the orders that are looked up. Without a retry: that of Flink 2.2 sleeps in threads of its own, which use the one look-up function at once.
-- Late rows: an order whose customer is unknown lands without, and a customer that arrives later changes nothing here; current values are joined when read.
-- Plan: 1 lookup join
SET 'table.local-time-zone' = 'UTC';
SET 'table.exec.async-lookup.output-mode' = 'ALLOW_UNORDERED';
SET 'table.exec.async-lookup.buffer-capacity' = '10000';
USE CATALOG fluss;
USE headwater;

INSERT INTO order_mart (
  customer_id,
  order_id,
  customer_name_at_arrival,
  customer_segment_at_arrival
)
SELECT
  o.customer_id,
  o.order_id,
  c.name,
  c.segment
FROM (
  SELECT
    customer_id,
    order_id,
    PROCTIME() AS processed_at
  FROM orders
) AS o
LEFT JOIN customers FOR SYSTEM_TIME AS OF o.processed_at AS c
  ON o.customer_id = c.customer_id;
