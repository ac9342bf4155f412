-- archive_orders: one row per distinct order in the cold catalog, for backfill.
-- Reads orders (insert-only). Writes cold.archive.orders, exactly once: a checkpoint commits the files of what it has read.
-- State: the files that the next commit adds. A checkpoint a minute, because each makes a file a day that it met.
-- Late rows: are archived with their day like any other.
-- Plan: no join
SET 'table.local-time-zone' = 'UTC';
SET 'table.exec.iceberg.use-v2-sink' = 'true';
SET 'execution.checkpointing.interval' = '1 min';
USE CATALOG fluss;
USE headwater;

INSERT INTO cold.archive.orders (
  order_date,
  customer_id,
  order_id,
  product_id,
  total_amount,
  currency,
  order_time
)
SELECT
  DATE_FORMAT(order_time, 'yyyy-MM-dd'),
  customer_id,
  order_id,
  product_id,
  total_amount,
  currency,
  order_time
FROM orders;
