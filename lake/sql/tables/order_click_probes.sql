-- order_click_probes: one row per order and date that its 1-hour window reaches (1 or 2 dates).
-- Written by the job order_click_probes. Lets an order meet clicks that are partitioned by date.
CREATE TABLE IF NOT EXISTS order_click_probes (
  click_date STRING NOT NULL COMMENT 'UTC date to look for clicks on, yyyy-MM-dd',
  customer_id STRING NOT NULL COMMENT 'who ordered',
  product_id STRING NOT NULL COMMENT 'product ordered',
  order_id STRING NOT NULL COMMENT 'the order',
  order_time TIMESTAMP_LTZ(3) NOT NULL COMMENT 'when the order was placed',
  PRIMARY KEY (click_date, customer_id, product_id, order_id) NOT ENFORCED
) PARTITIONED BY (click_date) WITH (
  'bucket.key' = 'customer_id,product_id',
  'table.merge-engine' = 'first_row',
  'headwater.archived-as' = 'orders',
  'headwater.lookback-days' = '1',
  'scan.partition.discovery.interval' = '2s'
);
