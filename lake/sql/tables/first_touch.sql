-- first_touch: one row per customer, the earliest marketing touch by event time.
-- Written by the job first_touch. Versioned: the version grows as the touch gets earlier.
CREATE TABLE IF NOT EXISTS first_touch (
  customer_id STRING NOT NULL COMMENT 'who was touched',
  touch_event_id STRING NOT NULL COMMENT 'event that is the touch',
  channel STRING COMMENT 'marketing channel, null when only the campaign is known',
  campaign_id STRING COMMENT 'campaign, null when only the channel is known',
  touch_time TIMESTAMP_LTZ(3) NOT NULL COMMENT 'when the touch happened',
  earliness BIGINT NOT NULL COMMENT 'version: (4102444800000 - touch_time in ms) * 1048576 + first five hex digits of MD5(touch_event_id)',
  PRIMARY KEY (customer_id) NOT ENFORCED
) WITH (
  'table.merge-engine' = 'versioned',
  'table.merge-engine.versioned.ver-column' = 'earliness'
);
