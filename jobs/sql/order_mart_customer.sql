-- order_mart_customer: the customer's name and segment as known when the order is processed.
-- Reads orders (insert-only), looks customers up. Writes customer_*_at_arrival of order_mart (partial update).
-- State: none but the orders that wait. An order whose customer is unknown waits about two seconds, beside the others, then lands without. A look-up that hangs for three minutes fails the job.
-- Late rows: a customer that arrives later changes nothing here; current values are joined when read.
-- Plan: 1 lookup join
SET 'table.local-time-zone' = 'UTC';
SET 'table.exec.async-lookup.output-mode' = 'ALLOW_UNORDERED';
SET 'table.exec.async-lookup.buffer-capacity' = '10000';
SET 'table.exec.async-lookup.timeout' = '180s';
USE CATALOG fluss;
USE headwater;

INSERT INTO order_mart (
  customer_id,
  order_id,
  customer_name_at_arrival,
  customer_segment_at_arrival
)
SELECT /*+ LOOKUP(
    'table' = 'c',
    'async' = 'true',
    'output-mode' = 'allow_unordered',
    'capacity' = '10000',
    'retry-predicate' = 'lookup_miss',
    'retry-strategy' = 'fixed_delay',
    'fixed-delay' = '1s',
    'max-attempts' = '2'
  ) */
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
