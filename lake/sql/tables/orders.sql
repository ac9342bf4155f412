-- orders: one row per distinct order at checkout; the first arrival stays, a refund is a new order.
-- Written by ingest. Bucketed by customer, so that a delta join can look orders up by customer.
CREATE TABLE IF NOT EXISTS orders (
  customer_id STRING NOT NULL COMMENT 'who ordered',
  order_id STRING NOT NULL COMMENT 'identity of the order within its customer',
  product_id STRING NOT NULL COMMENT 'the one product of the order',
  total_amount DECIMAL(18, 2) NOT NULL COMMENT 'amount in the order''s currency; negative for a refund',
  currency STRING NOT NULL COMMENT 'ISO 4217 code',
  order_time TIMESTAMP_LTZ(3) NOT NULL COMMENT 'when the order was placed',
  PRIMARY KEY (customer_id, order_id) NOT ENFORCED
) WITH (
  'bucket.key' = 'customer_id',
  'table.merge-engine' = 'first_row'
);
