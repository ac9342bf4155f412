-- Events from a file of JSON lines, read by a Flink SQL job: the peer that IngestPeerBench measures against; no job of the product.
-- It checks nothing and keeps nothing aside; a line that it cannot read ends it.
SET 'table.local-time-zone' = 'UTC';
USE CATALOG fluss;
USE headwater;

CREATE TEMPORARY TABLE event_lines (
  event_id STRING,
  customer_id STRING,
  event_type STRING,
  product_id STRING,
  campaign_id STRING,
  channel STRING,
  page_host STRING,
  referrer STRING,
  event_time TIMESTAMP_LTZ(3)
) WITH (
  'connector' = 'filesystem',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601',
  'path' = 'FILE'
);

INSERT INTO events (
  event_date,
  event_id,
  customer_id,
  event_type,
  product_id,
  campaign_id,
  channel,
  page_host,
  referrer,
  event_time
)
SELECT
  DATE_FORMAT(event_time, 'yyyy-MM-dd'),
  event_id,
  customer_id,
  event_type,
  product_id,
  campaign_id,
  channel,
  page_host,
  referrer,
  event_time
FROM event_lines;
