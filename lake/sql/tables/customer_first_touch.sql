-- customer_first_touch: one row per customer that has a touch, with the customer's newest attributes.
-- Written by the job customer_first_touch.
CREATE TABLE IF NOT EXISTS customer_first_touch (
  customer_id STRING NOT NULL COMMENT 'identity of the customer',
  customer_name STRING COMMENT 'display name',
  customer_segment STRING COMMENT 'marketing segment, null when unknown',
  acquisition_channel STRING COMMENT 'channel the customer says it came by, null when unknown',
  country STRING COMMENT 'ISO 3166 code, null when unknown',
  touch_event_id STRING COMMENT 'event that is the first touch',
  channel STRING COMMENT 'channel of the first touch, null when only the campaign is known',
  campaign_id STRING COMMENT 'campaign of the first touch, null when only the channel is known',
  touch_time TIMESTAMP_LTZ(3) COMMENT 'when the first touch happened',
  PRIMARY KEY (customer_id) NOT ENFORCED
) WITH (
  'table.datalake.enabled' = 'true',
  'table.datalake.freshness' = '30s'
);
