-- archive.orders: one row per distinct order, kept for ever in the cold catalog.
-- Written by the job archive_orders alone. Partitioned by day.
CREATE TABLE IF NOT EXISTS archive.orders (
  order_date STRING NOT NULL COMMENT 'UTC date of order_time, yyyy-MM-dd',
  customer_id STRING NOT NULL COMMENT 'who ordered',
  order_id STRING NOT NULL COMMENT 'identity of the order within its customer',
  product_id STRING NOT NULL COMMENT 'the one product of the order',
  total_amount DECIMAL(18, 2) NOT NULL COMMENT 'amount in the order''s currency; negative for a refund',
  currency STRING NOT NULL COMMENT 'ISO 4217 code',
  order_time TIMESTAMP_LTZ(6) NOT NULL COMMENT 'when the order was placed, to the millisecond'
) PARTITIONED BY (order_date) WITH (
  'format-version' = '2',
  'commit.retry.num-retries' = '20',
  'write.distribution-mode' = 'none',
  'write.metadata.delete-after-commit.enabled' = 'true',
  'write.metadata.previous-versions-max' = '20'
);
