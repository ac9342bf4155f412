-- events: one row per distinct behavioural event; the first arrival of an event_id stays.
-- Written by ingest. Read as an insert-only stream by the jobs that look for touches and clicks.
CREATE TABLE IF NOT EXISTS events (
  event_date STRING NOT NULL COMMENT 'UTC date of event_time, yyyy-MM-dd',
  event_id STRING NOT NULL COMMENT 'identity of the event',
  customer_id STRING NOT NULL COMMENT 'who acted',
  event_type STRING NOT NULL COMMENT 'free text; click and page_view with a product are clicks',
  product_id STRING COMMENT 'product the event is about, null when none',
  campaign_id STRING COMMENT 'campaign that led here, null when none',
  channel STRING COMMENT 'marketing channel that led here, null when none',
  page_host STRING COMMENT 'host of the page, null when unknown',
  referrer STRING COMMENT 'page that led here, null when none',
  event_time TIMESTAMP_LTZ(3) NOT NULL COMMENT 'when the event happened',
  PRIMARY KEY (event_date, event_id) NOT ENFORCED
) PARTITIONED BY (event_date) WITH (
  'table.merge-engine' = 'first_row',
  'headwater.archived-as' = 'events',
  'scan.partition.discovery.interval' = '2s'
);
