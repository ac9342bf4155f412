-- product_clicks: one row per click or page view on a product.
-- Written by the job product_clicks. Bucketed by customer and product for the delta join with order_click_probes.
CREATE TABLE IF NOT EXISTS product_clicks (
  click_date STRING NOT NULL COMMENT 'UTC date of click_time, yyyy-MM-dd',
  customer_id STRING NOT NULL COMMENT 'who clicked',
  product_id STRING NOT NULL COMMENT 'product clicked on',
  event_id STRING NOT NULL COMMENT 'event that is the click',
  click_time TIMESTAMP_LTZ(3) NOT NULL COMMENT 'when the click happened',
  PRIMARY KEY (click_date, customer_id, product_id, event_id) NOT ENFORCED
) PARTITIONED BY (click_date) WITH (
  'bucket.key' = 'customer_id,product_id',
  'table.merge-engine' = 'first_row',
  'headwater.archived-as' = 'events',
  'headwater.lookback-days' = '1',
  'scan.partition.discovery.interval' = '2s'
);
