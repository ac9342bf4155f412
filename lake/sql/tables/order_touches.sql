-- order_touches: one row per touch on the path to an order, in the 7 days before it, both ends included.
-- Written by the job order_touches.
CREATE TABLE IF NOT EXISTS order_touches (
  customer_id STRING NOT NULL COMMENT 'who ordered',
  order_id STRING NOT NULL COMMENT 'the order',
  touch_event_id STRING NOT NULL COMMENT 'event that is the touch',
  touch_time TIMESTAMP_LTZ(3) COMMENT 'when the touch happened',
  channel STRING COMMENT 'marketing channel, null when only the campaign is known',
  campaign_id STRING COMMENT 'campaign, null when only the channel is known',
  seconds_before_order BIGINT COMMENT 'whole seconds from the touch to the order, rounded down',
  PRIMARY KEY (customer_id, order_id, touch_event_id) NOT ENFORCED
) WITH (
  'bucket.key' = 'customer_id',
  'table.datalake.enabled' = 'true',
  'table.datalake.freshness' = '30s'
);
