-- touches: one row per marketing touch, an event with a channel or a campaign.
-- Written by the job touches. Partitioned by date and bucketed by customer for the delta join with order_touch_probes.
CREATE TABLE IF NOT EXISTS touches (
  touch_date STRING NOT NULL COMMENT 'UTC date of touch_time, yyyy-MM-dd',
  customer_id STRING NOT NULL COMMENT 'who was touched',
  event_id STRING NOT NULL COMMENT 'event that is the touch',
  event_type STRING NOT NULL COMMENT 'type of that event',
  channel STRING COMMENT 'marketing channel, null when only the campaign is known',
  campaign_id STRING COMMENT 'campaign, null when only the channel is known',
  touch_time TIMESTAMP_LTZ(3) NOT NULL COMMENT 'when the touch happened',
  PRIMARY KEY (touch_date, customer_id, event_id) NOT ENFORCED
) PARTITIONED BY (touch_date) WITH (
  'bucket.key' = 'customer_id',
  'table.merge-engine' = 'first_row',
  'headwater.archived-as' = 'events',
  'headwater.lookback-days' = '7',
  'scan.partition.discovery.interval' = '2s'
);
