-- sessions: one row per session of a customer, ended by a pause of more than 30 minutes.
-- Reads events of the days and the day before, which tells what is no start; of those who are active in the days' last half
-- hour also what follows, however long. First and last event of a session: of equal times the one with the larger hash.
WITH seen AS (
  SELECT
    customer_id,
    event_id,
    event_type,
    channel,
    page_host,
    event_time,
    earliness
  FROM events
  WHERE event_date >= DATE_FORMAT(DATE_SUB(:first_day, 1), 'yyyy-MM-dd')
    AND (
      event_date <= :last_day
      OR customer_id IN (
        SELECT customer_id
        FROM events
        WHERE event_date = :last_day
          AND event_time >= CAST(DATE_ADD(:last_day, 1) AS TIMESTAMP) - INTERVAL '30' MINUTE
      )
    )
),
paused AS (
  SELECT
    customer_id,
    event_id,
    event_type,
    channel,
    page_host,
    event_time,
    earliness,
    UNIX_MILLIS(event_time)
      - UNIX_MILLIS(LAG(event_time) OVER (PARTITION BY customer_id ORDER BY event_time)) AS pause
  FROM seen
),
numbered AS (
  SELECT
    customer_id,
    event_id,
    event_type,
    channel,
    page_host,
    event_time,
    earliness,
    SUM(CASE WHEN pause > 1800000 THEN 1 ELSE 0 END) OVER (PARTITION BY customer_id ORDER BY event_time) AS session
  FROM paused
)
SELECT
  customer_id,
  MIN(event_time) AS session_start,
  MAX(event_time) AS session_end,
  COUNT(*) AS events,
  COUNT_IF(event_type = 'page_view') AS page_views,
  COUNT_IF(event_type = 'click') AS clicks,
  MIN_BY(page_host, STRUCT(-earliness, event_id)) AS entry_page,
  MIN_BY(page_host, STRUCT(-UNIX_MILLIS(event_time), -earliness, event_id)) AS exit_page,
  MIN_BY(channel, STRUCT(-earliness, event_id)) AS channel
FROM numbered
GROUP BY
  customer_id,
  session
