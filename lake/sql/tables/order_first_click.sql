-- order_first_click: one row per order with a click on its product in the hour before it: the earliest such click.
-- Written by the job order_first_click. Versioned like first_touch, so not in the lake; mirrored into order_mart.
CREATE TABLE IF NOT EXISTS order_first_click (
  customer_id STRING NOT NULL COMMENT 'who ordered',
  order_id STRING NOT NULL COMMENT 'the order',
  click_event_id STRING NOT NULL COMMENT 'event that is the click',
  click_time TIMESTAMP_LTZ(3) NOT NULL COMMENT 'when the click happened',
  earliness BIGINT NOT NULL COMMENT 'version: (4102444800000 - click_time in ms) * 1048576 + first five hex digits of MD5(click_event_id)',
  PRIMARY KEY (customer_id, order_id) NOT ENFORCED
) WITH (
  'bucket.key' = 'customer_id',
  'table.merge-engine' = 'versioned',
  'table.merge-engine.versioned.ver-column' = 'earliness'
);
