-- order_mart: one wide row per order. Four jobs write disjoint columns of it by partial update, in any order.
-- Written by order_mart, order_mart_customer, order_mart_first_touch and order_mart_first_click.
CREATE TABLE IF NOT EXISTS order_mart (
  customer_id STRING NOT NULL COMMENT 'who ordered',
  order_id STRING NOT NULL COMMENT 'the order',
  product_id STRING COMMENT 'the one product of the order',
  total_amount DECIMAL(18, 2) COMMENT 'amount in the order''s currency; negative for a refund',
  currency STRING COMMENT 'ISO 4217 code',
  order_time TIMESTAMP_LTZ(3) COMMENT 'when the order was placed',
  customer_name_at_arrival STRING COMMENT 'name as known when the order was processed, null when unknown then',
  customer_segment_at_arrival STRING COMMENT 'segment as known when the order was processed, null when unknown then',
  first_touch_event_id STRING COMMENT 'earliest touch ever of the customer, null when none; may lie after the order',
  first_touch_channel STRING COMMENT 'channel of that touch',
  first_touch_campaign_id STRING COMMENT 'campaign of that touch',
  first_touch_time TIMESTAMP_LTZ(3) COMMENT 'when that touch happened',
  first_click_event_id STRING COMMENT 'earliest click on the product in the hour before the order, null when none',
  first_click_time TIMESTAMP_LTZ(3) COMMENT 'when that click happened',
  PRIMARY KEY (customer_id, order_id) NOT ENFORCED
) WITH (
  'bucket.key' = 'customer_id',
  'table.datalake.enabled' = 'true',
  'table.datalake.freshness' = '30s'
);
