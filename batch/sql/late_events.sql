-- late_events: one row per event that came too late for the stream and is not in the archive yet; the first to arrive stays.
-- Reads late_records as served, and the archive.
WITH records AS (
  SELECT
    source,
    position,
    recorded_at,
    FROM_JSON(
      record,
      'event_id STRING, customer_id STRING, event_type STRING, product_id STRING, campaign_id STRING, channel STRING, page_host STRING, referrer STRING, event_time STRING'
    ) AS event
  FROM late_records
),
events_once AS (
  SELECT
    DATE_FORMAT(TO_TIMESTAMP(event.event_time), 'yyyy-MM-dd') AS event_date,
    event.event_id,
    MIN_BY(event, STRUCT(recorded_at, source, position)) AS event
  FROM records
  GROUP BY
    DATE_FORMAT(TO_TIMESTAMP(event.event_time), 'yyyy-MM-dd'),
    event.event_id
)
SELECT
  late.event_date,
  late.event_id,
  late.event.customer_id,
  late.event.event_type,
  late.event.product_id,
  late.event.campaign_id,
  late.event.channel,
  late.event.page_host,
  late.event.referrer,
  TO_TIMESTAMP(late.event.event_time) AS event_time
FROM events_once AS late
LEFT ANTI JOIN cold.archive.events AS archived
  ON archived.event_date = late.event_date
  AND archived.event_id = late.event_id
WHERE late.event_date BETWEEN :first_day AND :last_day
