-- order_touches: one row per touch on the path to an order, in the 7 days before it, both ends included.
-- Reads events of the days, orders of the days and the 7 after them.
SELECT
  o.customer_id,
  o.order_id,
  t.event_id AS touch_event_id,
  t.event_time AS touch_time,
  t.channel,
  t.campaign_id,
  CAST((UNIX_MILLIS(o.order_time) - UNIX_MILLIS(t.event_time)) DIV 1000 AS BIGINT) AS seconds_before_order
FROM orders AS o
JOIN events AS t
  ON o.customer_id = t.customer_id
  AND t.event_time BETWEEN o.order_time - INTERVAL '7' DAY AND o.order_time
WHERE t.event_date BETWEEN :first_day AND :last_day
  AND o.order_date BETWEEN :first_day AND DATE_FORMAT(DATE_ADD(:last_day, 7), 'yyyy-MM-dd')
  AND (t.channel IS NOT NULL OR t.campaign_id IS NOT NULL)
