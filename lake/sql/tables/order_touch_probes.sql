-- order_touch_probes: one row per order and date that its 7-day window reaches (8 dates).
-- Written by the job order_touch_probes. Lets an order meet touches that are partitioned by date.
CREATE TABLE IF NOT EXISTS order_touch_probes (
  touch_date STRING NOT NULL COMMENT 'UTC date to look for touches on, yyyy-MM-dd',
  customer_id STRING NOT NULL COMMENT 'who ordered',
  order_id STRING NOT NULL COMMENT 'the order',
  order_time TIMESTAMP_LTZ(3) NOT NULL COMMENT 'when the order was placed',
  PRIMARY KEY (touch_date, customer_id, order_id) NOT ENFORCED
) PARTITIONED BY (touch_date) WITH (
  'bucket.key' = 'customer_id',
  'table.merge-engine' = 'first_row',
  'headwater.archived-as' = 'orders',
  'headwater.lookback-days' = '7',
  'scan.partition.discovery.interval' = '2s'
);
